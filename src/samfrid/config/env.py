"""Read the settings. A bad value stops the start with a sentence that names the variable."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from samfrid.domain.wording import Place, Problem, Refused, Text, closest

PREFIX = "SAMFRID_"
_KNOWN = ("DATA", "VAR", "WAREHOUSE_ENGINE", "WAREHOUSE_MEMORY")
_FROM_TESTS = ("SAMFRID_TEST_",)


class SettingRefused(Refused):
    """A setting has a value that cannot be used, or a name that nothing reads."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, with the default of each. Described in docs/reference/settings.md.

    `data`: where data from outside lies, or None. `var`: where the program keeps what it builds.
    `warehouse_memory`: the most memory that counting may take, in megabytes.
    """

    data: Path | None = None
    var: Path = Path("var")
    warehouse_engine: str = "duckdb"
    warehouse_memory: int = 2048


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read every setting from an environment such as `os.environ`.

    Errors: SettingRefused naming each variable that is unknown or has a bad value.
    """
    default = Settings()
    problems = list(_unknown(environment))
    engine = environment.get("SAMFRID_WAREHOUSE_ENGINE") or default.warehouse_engine
    if engine != "duckdb":
        problems.append(_problem("WAREHOUSE_ENGINE", Text("Välj duckdb.", "Choose duckdb.")))
    memory = _megabytes(environment.get("SAMFRID_WAREHOUSE_MEMORY") or f"{default.warehouse_memory}MB")
    if memory is None:
        wanted = Text("Skriv en storlek som 512MB eller 2GB.", "Write a size such as 512MB or 2GB.")
        problems.append(_problem("WAREHOUSE_MEMORY", wanted))
    data = environment.get("SAMFRID_DATA")
    if data and not Path(data).is_dir():
        problems.append(_problem("DATA", Text("Mappen finns inte.", "There is no such folder.")))
    if problems or memory is None:
        raise SettingRefused(*problems)
    return Settings(
        data=Path(data) if data else None,
        var=Path(environment.get("SAMFRID_VAR") or default.var),
        warehouse_engine=engine,
        warehouse_memory=memory,
    )


def _unknown(environment: Mapping[str, str]) -> list[Problem]:
    unknown = Text("Inställningen finns inte.", "There is no such setting.")
    return [
        _problem(name.removeprefix(PREFIX), unknown + closest(name, [PREFIX + known for known in _KNOWN]))
        for name in sorted(environment)
        if name.startswith(PREFIX)
        and not name.startswith(_FROM_TESTS)
        and name.removeprefix(PREFIX) not in _KNOWN
    ]


def _problem(name: str, what: Text) -> Problem:
    return Problem(what, Place(field=PREFIX + name))


def _megabytes(text: str) -> int | None:
    match = re.fullmatch(r"(\d{1,7})\s*(MB|GB)", text.strip(), re.IGNORECASE)
    if not match or not int(match[1]):
        return None
    return int(match[1]) * (1024 if match[2].upper() == "GB" else 1)
