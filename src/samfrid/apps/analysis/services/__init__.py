"""Writes of the room: snapshots, drafts, the second person's word, publishing, and the nightly check."""
