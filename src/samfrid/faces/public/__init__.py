"""The open website: start page, comparisons, downloads, contact ways, documents. Reads releases only."""
