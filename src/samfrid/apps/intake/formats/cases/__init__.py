"""Cases in our template, or in a sheet of one's own: the columns are suggested from names and contents."""

from samfrid.apps.intake.formats.model import Format
from samfrid.domain.wording import Text

FORMAT = Format(
    "cases",
    Text("Ärenden, vår mall eller eget ark", "Cases, our template or a sheet of your own"),
    Text("En rad är ett ärende. Kolumnerna känns igen på namn och innehåll, och du rättar dem.",
         "One row is one case. Columns are recognised by name and content, and you correct them."),
)  # fmt: skip
