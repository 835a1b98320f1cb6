"""Add the pages that tests/architecture/access.csv lacks, as they answer today: `python -m tools.write_access`.

Rows that are there are never changed, rows of pages that are gone are dropped. What was added is printed, to be
reviewed: the table says what shall be, not what is.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "tests" / "architecture" / "access.csv"


def main() -> int:
    """Run the crawl in writing mode, and print the new rows."""
    before = set(TABLE.read_text("utf-8").splitlines()) if TABLE.exists() else set()
    test = "tests/architecture/test_arch_access.py::test_every_page_answers_every_role_as_the_table_says"
    run = subprocess.run(  # noqa: S603 - our own test, by its own interpreter
        [sys.executable, "-m", "pytest", "-n", "0", test],
        cwd=ROOT,
        env={**os.environ, "SAMFRID_TEST_WRITE_ACCESS": "yes"},
        check=False,
    )
    for line in TABLE.read_text("utf-8").splitlines():
        if line not in before:
            print(line)  # noqa: T201 - a tool for a terminal
    return run.returncode


if __name__ == "__main__":
    sys.exit(main())
