"""Read the settings. A bad value stops the start with a sentence that names the variable."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from samfrid.domain.wording import Place, Problem, Refused, Text, closest

PREFIX = "SAMFRID_"
_KNOWN = (
    "DATA",
    "DATABASE",
    "DEMO",
    "ERASURES",
    "FACE",
    "HOSTS",
    "HTTPS",
    "KEYS",
    "MAIL",
    "SECRET",
    "VAR",
    "WAREHOUSE_ENGINE",
    "WAREHOUSE_MEMORY",
)
FACES = ("all", "public", "respond", "staff")
_FROM_TESTS = ("SAMFRID_TEST_",)


class SettingRefused(Refused):
    """A setting has a value that cannot be used, or a name that nothing reads."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, with the default of each. Described in docs/reference/settings.md.

    `data`: where data from outside lies, or None. `var`: where the program keeps what it builds.
    `warehouse_memory`: the most memory that counting may take, in megabytes. `database`: an address, or empty
    for SQLite under `var`. `face`: which face this process shows. `https`: whether browsers reach it by HTTPS.
    `keys` and `secret`: files. `erasures`: the list of erased persons, a file outside the database. `mail`: the
    mail server's address, or empty for none. `demo`: invented data.
    """

    data: Path | None = None
    var: Path = Path("var")
    warehouse_engine: str = "duckdb"
    warehouse_memory: int = 2048
    database: str = ""
    face: str = "all"
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1")
    https: bool = True
    keys: Path = Path("var/keys/ring.json")
    secret: Path = Path("var/keys/secret")
    erasures: Path = Path("var/erasures.jsonl")
    mail: str = ""
    demo: bool = False


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
    face = environment.get("SAMFRID_FACE") or default.face
    if face not in FACES:
        problems.append(_problem("FACE", Text("Välj " + ", ".join(FACES), "Choose " + ", ".join(FACES))))
    https = _yes_or_no(environment, "HTTPS", default.https, problems)
    demo = _yes_or_no(environment, "DEMO", default.demo, problems)
    database = environment.get("SAMFRID_DATABASE") or default.database
    if database and not re.match(r"(postgresql|sqlite)://", database):
        wanted = Text(
            "Skriv postgresql://… eller sqlite:///sökväg.", "Write postgresql://… or sqlite:///path."
        )
        problems.append(_problem("DATABASE", wanted))
    mail = environment.get("SAMFRID_MAIL") or default.mail
    if mail and not re.match(r"smtps?://", mail):
        problems.append(_problem("MAIL", Text("Skriv smtp://server:port.", "Write smtp://server:port.")))
    var = Path(environment.get("SAMFRID_VAR") or default.var)
    if problems or memory is None:
        raise SettingRefused(*problems)
    return Settings(
        data=Path(data) if data else None,
        var=var,
        warehouse_engine=engine,
        warehouse_memory=memory,
        database=database,
        face=face,
        hosts=tuple(_words(environment.get("SAMFRID_HOSTS")) or default.hosts),
        https=https,
        keys=Path(environment.get("SAMFRID_KEYS") or var / "keys" / "ring.json"),
        secret=Path(environment.get("SAMFRID_SECRET") or var / "keys" / "secret"),
        erasures=Path(environment.get("SAMFRID_ERASURES") or var / "erasures.jsonl"),
        mail=mail,
        demo=demo,
    )


def _words(text: str | None) -> list[str]:
    return [word.strip() for word in (text or "").split(",") if word.strip()]


def _yes_or_no(environment: Mapping[str, str], name: str, default: bool, problems: list[Problem]) -> bool:
    given = environment.get(PREFIX + name)
    if not given:
        return default
    if given not in ("yes", "no"):
        problems.append(_problem(name, Text("Skriv yes eller no.", "Write yes or no.")))
    return given == "yes"


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
