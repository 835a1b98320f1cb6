"""Argentina's helpline 144: one row a contact, with a month, a province and the gender that was noted.

Source: the published register of Línea 144 (datos.gob.ar), 2020 and 2023. The source keeps eight words for gender
apart; only the plain words for woman and man become ours, all others become "other".
"""

from samfrid.apps.intake.formats.model import Format
from samfrid.apps.intake.mapping import ColumnMapping, Source
from samfrid.domain.wording import Text

_PERSON = "persona_en_situacion_de_violencia"
_OTHER = (
    "mujer trans", "varon trans", "transgenero", "travesti", "intersexual", "otro", "otra", "no binarie", "no binario",
)  # fmt: skip

FORMAT = Format(
    "linea144",
    Text("Línea 144, hjälptelefon i Argentina", "Línea 144, a helpline in Argentina"),
    Text("Öppna data om samtal om våld, en rad en kontakt. Platserna är Argentinas provinser.",
         "Open data on calls about violence, one row a contact. The places are Argentina's provinces."),
    ColumnMapping(
        {
            "gender": Source(f"genero_{_PERSON}"),
            "age_band": Source(f"edad_{_PERSON}"),
            "place": Source("prov_residencia_persona_en_situacion_violencia"),
            "opened_month": Source("fecha"),
        },
        {"gender": {"mujer": "woman", "varon": "man", **dict.fromkeys(_OTHER, "other")}},
        geography="ar",
    ),
    Text("Källan har åtta ord för kön. Mujer blir kvinna, Varon blir man, alla andra blir Annat.",
         "The source has eight words for gender. Mujer becomes woman, Varon man, all others Other."),
)  # fmt: skip
