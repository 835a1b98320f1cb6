"""The HELP study: patients in detoxification, and how many days until they were linked to health care.

Source: HELPrct in the R package mosaicData. Days count only for those who were linked; for the others the file
tells how long they were followed. The file has no dates: every row gets the last month of enrolment.
"""

from samfrid.apps.intake.formats.model import Format
from samfrid.apps.intake.mapping import ColumnMapping, Source
from samfrid.domain.wording import Text

FORMAT = Format(
    "help_rct",
    Text("HELP-studien, väg till vård i USA", "The HELP study, way to care in the USA"),
    Text("En rad är en person som lämnar avgiftning, med dagar till första vårdkontakt.",
         "One row is a person leaving detoxification, with days to the first contact with care."),
    ColumnMapping(
        {
            "gender": Source("sex"),
            "age_band": Source("age"),
            "opened_month": Source(fixed="1999-04"),
            "days_to_first_meeting": Source("dayslink", only_column="link", only_word="yes"),
            "support_health_care": Source("treat"),
        },
        geography="us",
    ),
    Text("Filen har inga datum. Alla rader får april 1999, då studien slutade ta in; skriv en annan månad om du vill.",
         "The file has no dates. All rows get April 1999, when enrolment ended; write another month if you wish."),
)  # fmt: skip
