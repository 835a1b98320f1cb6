"""Read PLAN.toml into a `Plan`, or refuse it with every problem at once."""

from __future__ import annotations

import itertools
import tomllib
from pathlib import Path

from samfrid.domain.wording import Language, Place, Problem, Refused, Text
from samfrid.tabulation.plan.check import check_references
from samfrid.tabulation.plan.columns import read_columns
from samfrid.tabulation.plan.keys import Keys
from samfrid.tabulation.plan.measures import read_measure, read_table, read_way
from samfrid.tabulation.plan.model import Plan
from samfrid.tabulation.plan.options import read_reading, read_rule

PLAN_VERSION = 1


class PlanRefused(Refused):
    """A plan has something in it that cannot be understood or does not hold together."""

    exit_code = 2


def load_plan(path: Path) -> Plan:
    """Read a plan from a file.

    Errors: PlanRefused when the file is missing, is not TOML, or has unknown keys or names.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise PlanRefused(Problem(Text("Planen finns inte.", "There is no such plan."), _at(path))) from None
    except (OSError, UnicodeDecodeError):
        what = Text("Planen går inte att läsa som text i UTF-8.", "The plan cannot be read as UTF-8 text.")
        raise PlanRefused(Problem(what, _at(path))) from None
    return parse_plan(text, file=path.name)


def parse_plan(text: str, *, file: str = "plan.toml") -> Plan:
    """Read a plan from its text."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what = Text(
            f"Planen är inte giltig TOML ({error}).",
            f"The plan is not valid TOML ({error}).",
        )
        raise PlanRefused(Problem(what, Place(file=file))) from None
    problems: list[Problem] = []
    plan = _read(Keys(table, file, "", problems))
    if not problems:
        problems += check_references(plan, file)
    if problems:
        raise PlanRefused(*problems)
    return plan


def _read(keys: Keys) -> Plan:
    version = keys.integer("version", PLAN_VERSION)
    if version != PLAN_VERSION:
        what = Text(
            f"Planen har version {version}; den här versionen av samfrid läser version {PLAN_VERSION}.",
            f"The plan has version {version}; this version of samfrid reads version {PLAN_VERSION}.",
        )
        keys.problem("version", what)
    gender = keys.inner("gender")
    compared = gender.words("compare")
    if len(compared) != 2 or compared[0] == compared[-1]:
        gender.problem(
            "compare",
            Text(
                'Skriv två olika grupper, till exempel ["woman", "man"].',
                'Write two different groups, such as ["woman", "man"].',
            ),
        )
        compared = ("", "")
    plan = Plan(
        title=keys.wording("title"),
        about=keys.optional_wording("about"),
        source=keys.wording("source"),
        unit=keys.wording("unit", Text("personer", "persons")),
        invented=keys.flag("invented", False),
        languages=_languages(keys),
        count=keys.optional_text("count"),
        reading=read_reading(keys.inner("reading")),
        columns=read_columns(keys.inner("columns")),
        gender=gender.text("column", "gender"),
        compare=(compared[0], compared[1]),
        measures=tuple(read_measure(item) for item in keys.inners("measures")),
        tables=tuple(read_table(item) for item in keys.inners("tables")),
        ways=tuple(read_way(item) for item in keys.inners("ways")),
        rule=read_rule(keys.inner("disclosure")),
        in_order=_in_order(keys),
    )
    gender.finish()
    keys.finish()
    return plan


def _in_order(keys: Keys) -> tuple[tuple[str, str], ...]:
    """Read the date columns that must not come before one another: `in_order = ["born", "opened", "closed"]`."""
    names = keys.words("in_order")
    return tuple(itertools.pairwise(names))


def _languages(keys: Keys) -> tuple[Language, ...]:
    known = {language.value: language for language in Language}
    chosen = keys.words("languages") or (Language.SWEDISH.value,)
    for word in chosen:
        if word not in known:
            keys.problem("languages", Text(f"Språket ”{word}” finns inte; välj sv eller en.",
                                           f"There is no language “{word}”; choose sv or en."))  # fmt: skip
    return tuple(dict.fromkeys(known[word] for word in chosen if word in known)) or (Language.SWEDISH,)


def _at(path: Path) -> Place:
    return Place(file=path.name)
