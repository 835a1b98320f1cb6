"""A folder that appears whole or not at all."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir, mkdtemp

from samfrid.domain.wording import Place, Problem, Refused, Text

MARK = "protocol.json"
"""What every folder of ours holds; only such a folder may be replaced."""


class FolderTaken(Refused):
    """The folder to write to exists and is not ours to replace."""


class NotWritten(Refused):
    """The disk did not take what was to be written; nothing remains."""


def refuse_taken(out: Path, *, replace: bool) -> None:
    """Refuse a folder that holds something, unless it is an earlier result and may be replaced.

    Errors: FolderTaken.
    """
    if out.is_dir() and (not any(out.iterdir()) or (replace and (out / MARK).is_file())):
        return
    if out.exists() or out.is_symlink():
        what = Text(
            "Där finns redan något. Välj en annan mapp, eller skriv över ett tidigare resultat med --replace.",
            "Something is there already. Choose another folder, or write over an earlier result with --replace.",
        )
        raise FolderTaken(Problem(what, Place(file=str(out))))


@contextmanager
def whole_or_nothing(out: Path) -> Iterator[Path]:
    """Give a folder to write in, which takes the place of `out` when the block ends well.

    Promise: when anything goes wrong `out` is as it was and the half-written folder is gone.
    Errors:  NotWritten when the disk is full or the folder cannot be made.
    """
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(mkdtemp(prefix=f".{out.name}-", dir=out.parent))
        folder.chmod(0o755)
    except OSError as error:
        raise _not_written(out, error) from None
    try:
        yield folder
        _take_place(folder, out)
    except OSError as error:
        raise _not_written(out, error) from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _take_place(folder: Path, out: Path) -> None:
    """Swap the folders; the old one steps aside first so that no moment has a mixture of both."""
    if not out.exists():
        folder.rename(out)
        return
    aside = Path(mkdtemp(prefix=f".{out.name}-old-", dir=out.parent))
    out.rename(aside / out.name)
    try:
        folder.rename(out)
    except OSError:
        (aside / out.name).rename(out)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def working_space() -> Iterator[None]:
    """Tell when the disk for temporary files takes no more while the block runs.

    Errors: NotWritten naming the folder for temporary files.
    """
    try:
        yield
    except OSError as error:
        raise _not_written(Path(gettempdir()), error) from None


_REASONS = {
    errno.ENOSPC: Text("disken är full", "the disk is full"),
    errno.EDQUOT: Text("utrymmet är slut", "the quota is used up"),
    errno.EFBIG: Text("filen blir för stor", "the file grows too large"),
    errno.EACCES: Text("du får inte skriva där", "you may not write there"),
    errno.EPERM: Text("du får inte skriva där", "you may not write there"),
    errno.EROFS: Text("platsen är skrivskyddad", "the place is read-only"),
    errno.ENOTDIR: Text("en del av sökvägen är ingen mapp", "a part of the path is no folder"),
    errno.EEXIST: Text("en del av sökvägen är ingen mapp", "a part of the path is no folder"),
}


def _not_written(out: Path, error: OSError) -> NotWritten:
    other = Text.same(error.strerror or type(error).__name__)
    reason = _REASONS.get(error.errno or 0, other)
    what = Text(
        f"Det gick inte att skriva: {reason.sv}. Ingenting har ändrats.",
        f"It was not possible to write: {reason.en}. Nothing has changed.",
    )
    return NotWritten(Problem(what, Place(file=str(out))))
