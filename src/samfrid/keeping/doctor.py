"""Tell what is unsafe or missing in an installation, each with what to do about it."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import Error, connection

from samfrid.adapters.sealing import RingRefused, load_ring
from samfrid.config import health
from samfrid.config.env import Settings
from samfrid.domain.wording import Text
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.organisations.models import Membership
from samfrid.foundation.organisations.row_security import unsecured_tables
from samfrid.keeping.backup import last_backup

LONGEST_WITHOUT_BACKUP = timedelta(hours=26)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is unsafe or missing. One that `stops` keeps `samfrid serve` from starting."""

    what: Text
    do: Text
    stops: bool


def findings(now: datetime) -> list[Finding]:
    """Look through the installation; what stops comes first."""
    found: list[Finding] = []
    own: Settings = settings.SAMFRID
    for look in (_files, _keys_apart, _network, _database, _keeping(now)):
        try:
            found.extend(look(own))
        except Error:
            found.append(
                _stop(
                    "Databasen svarar inte.",
                    "The database does not answer.",
                    "Kontrollera SAMFRID_DATABASE, och kör samfrid setup om den är ny.",
                    "Check SAMFRID_DATABASE, and run samfrid setup if it is new.",
                )
            )
    unique = dict.fromkeys(found)
    return sorted(unique, key=lambda finding: not finding.stops)


def _files(own: Settings) -> Iterator[Finding]:
    try:
        load_ring(own.keys)
    except RingRefused as refused:
        yield Finding(
            refused.problems[0].what, Text(f"SAMFRID_KEYS: {own.keys}", f"SAMFRID_KEYS: {own.keys}"), True
        )
    for path in (own.var, _database_file()):
        if path and path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            tell = _warn if own.demo else _stop
            yield tell(
                f"Andra på maskinen kan läsa {path.name}.",
                f"Others on the machine can read {path.name}.",
                f"Kör chmod {'0700' if path.is_dir() else '0600'} på den.",
                f"Run chmod {'0700' if path.is_dir() else '0600'} on it.",
            )
    if own.var.exists() and not health.has_room():
        yield _stop(
            "Det finns för lite plats.", "There is too little room.", "Frigör plats.", "Free some room."
        )


def _keys_apart(own: Settings) -> Iterator[Finding]:
    database = _database_file()
    for name, path in (("SAMFRID_KEYS", own.keys), ("SAMFRID_SECRET", own.secret)):
        if not own.demo and database and path.resolve().is_relative_to(database.resolve().parent):
            yield _stop(
                f"{name} ligger hos databasen: den som kopierar mappen får båda.",
                f"{name} lies with the database: whoever copies the folder gets both.",
                f"Flytta filen till en egen mapp och ange den i {name}.",
                f"Move the file to a folder of its own and name it in {name}.",
            )


def _network(own: Settings) -> Iterator[Finding]:
    if not own.https and not own.demo:
        yield _warn(
            "Sidorna går utan HTTPS.",
            "The pages go without HTTPS.",
            "Sätt en proxy med certifikat framför och ta bort SAMFRID_HTTPS=no.",
            "Put a proxy with a certificate in front and remove SAMFRID_HTTPS=no.",
        )
    if any("*" in host or host.startswith(".") for host in own.hosts):
        yield _stop(
            "SAMFRID_HOSTS släpper in vilket namn som helst.",
            "SAMFRID_HOSTS lets any name in.",
            "Skriv de namn sidorna har.",
            "Write the names the pages have.",
        )
    if own.https and set(own.hosts) <= {"localhost", "127.0.0.1"} and not own.demo:
        yield _warn(
            "SAMFRID_HOSTS har bara den egna maskinen.",
            "SAMFRID_HOSTS has this machine only.",
            "Skriv de namn sidorna har.",
            "Write the names the pages have.",
        )
    if own.demo and own.https:
        yield _warn(
            "Påhittade uppgifter visas (SAMFRID_DEMO=yes).",
            "Invented data are shown (SAMFRID_DEMO=yes).",
            "Ta bort SAMFRID_DEMO i skarp drift.",
            "Remove SAMFRID_DEMO in production.",
        )


def _database(_own: Settings) -> Iterator[Finding]:
    missing = health.missing_migrations()
    if missing:
        yield _stop(
            f"{len(missing)} ändringar av databasen är inte gjorda.",
            f"{len(missing)} migrations are not made.",
            "Kör samfrid setup.",
            "Run samfrid setup.",
        )
        return
    if connection.vendor == "postgresql":
        yield from _postgres_role()
    if not Membership.objects.filter(role=Role.ADMINISTRATOR.value, is_active=True).exists():
        yield _warn(
            "Det finns ingen administratör.",
            "There is no administrator.",
            "Kör samfrid setup.",
            "Run samfrid setup.",
        )


def _postgres_role() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolbypassrls, EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n "
            "ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'r' "
            "AND pg_has_role(current_user, c.relowner, 'USAGE')) FROM pg_roles WHERE rolname = current_user"
        )
        sees_all, owns = cursor.fetchone()
    if sees_all or owns:
        yield _stop(
            "Programmet loggar in i databasen som en roll som äger tabellerna eller går förbi radskyddet.",
            "The program signs in to the database as a role that owns the tables or passes row security.",
            "Låt en roll som är medlem i samfrid_application stå i SAMFRID_DATABASE.",
            "Let a role that is a member of samfrid_application stand in SAMFRID_DATABASE.",
        )
    if unsecured_tables():
        yield _stop(
            "Tabeller saknar radskydd.",
            "Tables lack row security.",
            "Kör samfrid setup.",
            "Run samfrid setup.",
        )


def _keeping(now: datetime) -> Callable[[Settings], Iterator[Finding]]:
    def look(own: Settings) -> Iterator[Finding]:
        last = last_backup()
        if not own.demo and (last is None or now - last > LONGEST_WITHOUT_BACKUP):
            yield _warn(
                "Ingen säkerhetskopia på ett dygn." if last else "Ingen säkerhetskopia är gjord.",
                "No backup for a day." if last else "No backup has been made.",
                "Kör samfrid backup varje natt, och samfrid verify på kopian.",
                "Run samfrid backup every night, and samfrid verify on the copy.",
            )

    return look


def _database_file() -> Path | None:
    name = str(connection.settings_dict["NAME"])
    return Path(name) if connection.vendor == "sqlite" and "memory" not in name else None


def _stop(what_sv: str, what_en: str, do_sv: str, do_en: str) -> Finding:
    return Finding(Text(what_sv, what_en), Text(do_sv, do_en), stops=True)


def _warn(what_sv: str, what_en: str, do_sv: str, do_en: str) -> Finding:
    return Finding(Text(what_sv, what_en), Text(do_sv, do_en), stops=False)
