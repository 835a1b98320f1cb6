"""The fields of a case that a file may fill, what each is called, and the words that are understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from samfrid.apps.cases import vocabulary as words
from samfrid.apps.intake.mapping import folded
from samfrid.domain.wording import Text


class FieldKind(StrEnum):
    """How the cells of a field are read."""

    CODE = "code"
    AGE = "age"
    PLACE = "place"
    DAY = "day"
    MONTH = "month"
    WHOLE = "whole"
    KINDS = "kinds"
    YES_NO = "yes_no"
    UNIT = "unit"
    INTERVENTION = "intervention"


@dataclass(frozen=True, slots=True)
class TargetField:
    """One field of ours. `spellings` maps folded words to codes; `headings` are what its column may be called."""

    code: str
    label: Text
    kind: FieldKind
    headings: Sequence[str] = ()
    codes: Mapping[str, Text] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)
    blank: str = ""

    @property
    def has_words(self) -> bool:
        """Whether the words of its column stand for codes."""
        return self.kind in (FieldKind.CODE, FieldKind.KINDS)


def _spelled(codes: Mapping[str, Text], **more: str) -> dict[str, str]:
    """Every word for a code: the code itself, its words in both languages, and others parted by a bar."""
    known = {folded(word): code for code, text in codes.items() for word in (code, text.sv, text.en)}
    known |= {folded(word): code for code, line in more.items() for word in line.split("|")}
    return known


_GENDER = _spelled(
    words.GENDERS,
    woman="k|f|w|kvinnor|kvinnlig|flicka|female|girl|mujer|femenino|femme|frau|donna|nainen",
    man="m|män|manlig|pojke|male|boy|varon|hombre|masculino|homme|mann|uomo|mies",
    other="annan|annan könstillhörighet|ickebinär|icke-binär|non-binary|nonbinary|x|otro",
    not_stated="uppgift saknas|okänt|vet ej|vill inte svara|vill ej uppge|unknown|ej angivet|ej uppgivet",
)
_HONOUR = _spelled(
    words.HONOUR,
    yes="j|y|sant|true|1",
    no="n|falskt|false|0",
    unknown="vet ej|oklart|okänt|osäkert|unclear|unknown|?",
)
_AGE = _spelled(words.AGE_BANDS, not_stated="uppgift saknas|okänt|vet ej|unknown")
_SITUATION = _spelled(words.SITUATIONS)
_REASON = _spelled(
    words.CLOSURE_REASONS,
    completed="klart|fullföljt|avslutat enligt plan|completed",
    own_wish="egen begäran|avbröt själv|eget önskemål|dropped out",
    handed_on="överflyttad|hänvisad vidare|annan insats|referred",
    moved="flytt|moved",
    no_contact="kommer inte|ingen kontakt|lost contact",
)
_SUPPORT = _spelled(
    words.SUPPORT_KINDS,
    support_talk="samtal|samtalsstöd|samtalsstod|talks|counselling",
    risk_assessment="risk|freda",
    protected_housing="boende|skyddsboende|shelter",
    rehabilitation="arbetsrehabilitering|rehab",
    children="barn",
    health_care="sjukvård|hälso- och sjukvård",
)
_YES_NO = _spelled(
    {"yes": Text("Ja", "Yes"), "no": Text("Nej", "No")}, yes="j|y|x|1|sant|true|si", no="n|0|falskt|false"
)

_CODE, _DAY, _MONTH = FieldKind.CODE, FieldKind.DAY, FieldKind.MONTH

FIELDS: Sequence[TargetField] = (
    TargetField("gender", Text("Kön", "Gender"), _CODE,
                ("kön", "gender", "sex", "genero", "juridiskt kön"), words.GENDERS, _GENDER, words.NOT_STATED),
    TargetField("age_band", Text("Ålder", "Age"), FieldKind.AGE,
                ("ålder", "age", "åldersgrupp", "edad"), words.AGE_BANDS, _AGE, words.NOT_STATED),
    TargetField("place", Text("Kommun eller plats", "Municipality or place"), FieldKind.PLACE,
                ("kommun", "hemkommun", "municipality", "plats", "kommunkod")),
    TargetField("opened", Text("Öppnat, dag", "Opened, day"), _DAY,
                ("öppnat", "öppnad", "inskriven", "aktualiserad", "startdatum", "opened", "start",
                 "inskrivningsdatum")),
    TargetField("opened_month", Text("Öppnat, månad", "Opened, month"), _MONTH, ("öppnat månad", "månad", "month")),
    TargetField("first_meeting", Text("Första samtal, dag", "First meeting, day"), _DAY,
                ("första samtal", "första möte", "första besök", "first meeting")),
    TargetField("days_to_first_meeting", Text("Dagar till första samtal", "Days to first meeting"), FieldKind.WHOLE,
                ("dagar till första samtal", "väntetid", "väntetid dagar", "days to first meeting")),
    TargetField("honour_context", Text("Hederskontext", "Honour context"), _CODE,
                ("hederskontext", "heder", "hrv", "hedersrelaterat", "honour context", "honour"),
                words.HONOUR, _HONOUR, words.HonourContext.UNKNOWN),
    TargetField("support", Text("Stöd, flera med semikolon", "Support, several with semicolons"), FieldKind.KINDS,
                ("stöd", "insatser", "typ av stöd", "givet stöd", "support"), words.SUPPORT_KINDS, _SUPPORT),
    TargetField("situation_before", Text("Situation före", "Situation before"), _CODE,
                ("situation före", "situation before", "före"), words.SITUATIONS, _SITUATION),
    TargetField("situation_after", Text("Situation efter", "Situation after"), _CODE,
                ("situation efter", "situation after", "efter"), words.SITUATIONS, _SITUATION),
    TargetField("closed", Text("Avslutat, dag", "Closed, day"), _DAY,
                ("avslutat", "avslutad", "slutdatum", "utskriven", "closed", "avslutsdatum")),
    TargetField("closed_month", Text("Avslutat, månad", "Closed, month"), _MONTH, ("avslutat månad",)),
    TargetField("closure_reason", Text("Avslutsorsak", "Closure reason"), _CODE,
                ("avslutsorsak", "orsak till avslut", "closure reason"), words.CLOSURE_REASONS, _REASON),
    TargetField("unit", Text("Enhet", "Unit"), FieldKind.UNIT, ("enhet", "team", "unit", "verksamhet")),
    TargetField("intervention", Text("Insats", "Intervention"), FieldKind.INTERVENTION, ("insats", "intervention")),
)  # fmt: skip
SUPPORT_COLUMNS: Sequence[TargetField] = tuple(
    TargetField(f"support_{kind}", label, FieldKind.YES_NO, (label.sv, label.en), spellings=_YES_NO)
    for kind, label in words.SUPPORT_KINDS.items()
)
BY_CODE: Mapping[str, TargetField] = {one.code: one for one in (*FIELDS, *SUPPORT_COLUMNS)}
