"""What a command does on PostgreSQL, in a process of its own. Started by test_keeping_postgres.py."""

from __future__ import annotations

import json
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path

from samfrid.config.start import start_framework

start_framework()

from django.conf import settings  # noqa: E402
from django.db import Error, connection  # noqa: E402

from people import new_organisation, new_person  # noqa: E402
from samfrid.foundation.accounts.actors import SYSTEM, Actor  # noqa: E402
from samfrid.foundation.accounts.roles import Role  # noqa: E402
from samfrid.foundation.audit.verify import verify  # noqa: E402
from samfrid.foundation.organisations.models import Organisation  # noqa: E402
from samfrid.foundation.organisations.scope import opened  # noqa: E402
from samfrid.foundation.vault.models import WrappedKey  # noqa: E402
from samfrid.foundation.vault.services.erasures import erase  # noqa: E402
from samfrid.foundation.vault.services.references import seal_reference  # noqa: E402
from samfrid.keeping.backup import back_up  # noqa: E402
from samfrid.keeping.doctor import findings  # noqa: E402
from samfrid.keeping.restoring import restore  # noqa: E402
from samfrid.keeping.verification import differences_from_live, proven  # noqa: E402

NOW = datetime.now(UTC)


def backed_up(folder: Path) -> object:
    """Two organisations with a sealed reference each; back up; erase one."""
    cases = []
    for code in ("motala", "umea"):
        worker = new_person(new_organisation(code), Role.SOCIAL_WORKER)
        cases.append((worker, uuid.uuid4()))
        owner = worker.membership.organisation_id
        seal_reference(by=worker.actor, organisation=owner, case_id=cases[-1][1], reference=f"IFO {code}")
    backup = back_up(folder, now=NOW)
    manifest = proven(backup)
    worker, case_id = cases[0]
    erase(by=worker.actor, case_id=case_id)
    changed = {one.table: one.only_first for one in differences_from_live(backup)}
    told = [finding.what.en for finding in findings(NOW) if finding.stops]
    return {
        "backup": str(backup),
        "sealed": manifest.tables["vault_wrappedkey"].rows,
        "gone": changed["vault_wrappedkey"],
        "stops": told,
    }


def restored(backup: Path) -> object:
    """Restore as the owner of an empty database."""
    done = restore(backup, erasures=settings.SAMFRID.erasures)
    left = {}
    for organisation in Organisation.objects.all():
        with opened(organisation.pk, by=Actor(SYSTEM.id, organisation.pk)):
            left[organisation.code] = WrappedKey.objects.count()
    told = [finding.what.en for finding in findings(NOW) if finding.stops]
    try:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE audit_entry SET role = 'x'")
        is_guarded = False
    except Error:
        is_guarded = True
    return {
        "erased": done.erased_again,
        "left": left,
        "audit": verify().holds and is_guarded,
        "stops": told,
    }


if __name__ == "__main__":
    deed = {"backup": backed_up, "restore": restored}[sys.argv[1]]
    print(json.dumps(deed(Path(sys.argv[2]))))  # noqa: T201
