"""How a folder with a proof is packed to be kept with its draft, and unpacked while it is looked at."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from samfrid.domain.wording import Problem, Refused, Text

_SAME_TIME = (2000, 1, 1, 0, 0, 0)


class ProofMissing(Refused):
    """A draft's proof can't be unpacked."""


def packed(folder: Path) -> bytes:
    """Pack a folder; equal folders give equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _SAME_TIME)
                archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


@contextmanager
def unpacked(proof: bytes | memoryview) -> Iterator[Path]:
    """Unpack a folder for as long as it is looked at. It holds true counts: nobody else may read it.

    Errors: ProofMissing when it was never packed here.
    """
    with TemporaryDirectory(prefix="samfrid-proof-") as made:
        try:
            with zipfile.ZipFile(io.BytesIO(bytes(proof))) as archive:
                archive.extractall(made)  # only what `packed` wrote comes here
        except zipfile.BadZipFile:
            raise ProofMissing(
                Problem(Text("Beviset saknas eller är skadat.", "The proof is missing or damaged."))
            ) from None
        yield Path(made)
