"""The model speaks the glossary: a class of the domain is named by a word of the field."""

from __future__ import annotations

import importlib
import inspect
import re

import pytest
from architecture_sources import rooms

from samfrid.domain import terms

# Names that are no words of the field, each with its reason.
ALLOWED = {
    "terms": {"Part": "a part of the glossary itself", "Term": "the glossary's own word"},
    "measures": {
        **dict.fromkeys(
            ("And", "Between", "Equals", "Not", "OneOf", "Or"), "logic of a condition, said as in logic"
        ),
        "ByAnswer": "reads as a sentence: counted by answer",
        "Collected": "what was gathered, a word of every day",
        "Column": "a column of a file, a word of every day",
        "ColumnType": "a column of a file, a word of every day",
        "Counted": "what came of counting, with what was left out",
        "Counting": "the work of counting, from which counts come",
        "Engine": "whatever runs the counting: a word of machines",
        "Inhabitants": "how a population is looked up, under its everyday word",
        "PeriodStep": "how long a period is",
        "RawValues": "beside raw counts: values of one column, true",
        "Reference": "the slow engine that all others are held against",
        "Summary": "mean, median and time between under one name",
    },
    "questionnaires": {
        "CheckedAnswer": "an answer that fits its questionnaire",
        "Help": "words shown at once to who answers so",
        "Item": "one question, as makers of questionnaires say",
        "Kind": "the way a question is answered",
        "Mark": "what a tally keeps of an answer: yes or no to one thing",
        "Mode": "how a questionnaire may be answered",
        "Option": "one answer to choose",
        "Outcome": "what an answer comes to",
        "ScoreResult": "points put together: a word of makers of questionnaires",
        "Sensitivity": "how careful an answer is to be kept, as in the data-protection law",
        "Words": "a sentence in every language of a questionnaire",
    },
    "equality": {
        "MeasureWords": "the words of a measure in sentences",
        "OverallTest": "a test of statistics over more than two groups",
        "PartOf": "reads as a sentence: the part of a group that is counted",
    },
    "disclosure": {
        "Forced": "a cell that an owner forced to be shown or hidden",
        "GroupRule": "the rule of group disclosure",
        "RawValues": "as in measures",
        "Rule": "the rule of a release: a word of every day",
    },
    "reports": dict.fromkeys(
        (
            "Beside", "Column", "Download", "Downloads", "FigureBlock", "KeyNumber", "KeyNumbers",
            "Note", "Paragraph", "Part", "Report", "TableBlock",
        ),
        "a piece of a printed page: a word of printers",
    ),
}  # fmt: skip
MODEL_ROOMS = [room for room in rooms("domain") if room != "wording"]


def classes(room: str) -> list[str]:
    """The classes a room lets out, but for refusals: those are sentences."""
    module = importlib.import_module(f"samfrid.domain.{room}")
    offered = ((name, getattr(module, name)) for name in getattr(module, "__all__", ()))
    return [name for name, what in offered if inspect.isclass(what) and not issubclass(what, Exception)]


def is_in_the_glossary(name: str) -> bool:
    """Whether a name is a term, or a term told more closely: `ProtectedFamily` is a `family`."""
    words = [word.lower() for word in re.findall(r"[A-Z][a-z0-9]*", name)]
    codes = {term.code_name for term in terms.all()}
    ends = {"_".join(words[start:]) for start in range(len(words))}
    return bool(codes & (ends | {end.removesuffix("s") for end in ends}))


@pytest.mark.parametrize("room", MODEL_ROOMS)
def test_the_model_is_named_by_the_glossary(room):
    strangers = {name for name in classes(room) if not is_in_the_glossary(name)}

    assert strangers <= set(ALLOWED.get(room, ()))


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_no_exception_outlives_its_name(room):
    allowed = {name for name in ALLOWED[room] if name in classes(room)}

    assert set(ALLOWED[room]) == {name for name in allowed if not is_in_the_glossary(name)}
