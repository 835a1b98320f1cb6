"""The command `samfrid`: thin over the rooms below, with errors in the reader's language."""

from samfrid.cli.main import main

__all__ = ["main"]
