"""How large a file may be, so that reading stays within a small machine's memory."""

from __future__ import annotations

MEGABYTE = 1024 * 1024

FILE_BYTES = 200 * MEGABYTE
UNPACKED_BYTES = 1024 * MEGABYTE  # a real workbook of 100 000 × 30 cells unpacks to some 150
UNPACKED_RATIO = 400  # repetitive real sheets reach some 100; a bomb starts at 1 000
SMALL_UNPACKED = 10 * MEGABYTE  # below this the ratio says nothing
ZIP_MEMBERS = 2_000
ZIP_DIRECTORY_BYTES = MEGABYTE
SHEETS = 500
CELLS = 12_000_000  # cells of all sheets, blanks between them included
COLUMNS = 2_000  # of a table
