"""What a visitor may rely on in the open comparisons."""

from __future__ import annotations

import csv
import json
import re
import uuid

import pytest
from django.test import Client

from people import KIND, LINKOPING, MOTALA, Person, new_organisation, new_person
from published_release import new_release
from samfrid.apps.releases import selectors
from samfrid.apps.releases.models import Release
from samfrid.apps.releases.services import publishing
from samfrid.domain.wording import Text
from samfrid.foundation.accounts.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def head() -> Person:
    return new_person(new_organisation("vastra", covers=(MOTALA, KIND)), Role.ASSOCIATION_HEAD)


@pytest.fixture
def release(head: Person) -> Release:
    return new_release(head)


def shown(address: str, status: int = 200) -> str:
    response = Client().get(address)
    assert response.status_code == status, address
    return re.sub(r"\s+", " ", response.content.decode())


def withdraw(release: Release, head: Person) -> None:
    leader = new_person(head.membership.organisation, Role.DEVELOPMENT_LEADER)
    publishing.withdraw(
        by=leader.actor,
        release=release,
        notice=Text("En fil lästes två gånger.", "A file was read twice."),
    )


def test_the_list_says_what_was_found_for_every_measure(release):
    page = shown("/statistik/")

    assert "Andel som fick frågan: högre för kvinnor än för män" in page
    assert page.count('class="sam-sure"') >= 1
    assert page.count('href="/statistik/') >= 4


def test_a_measure_opens_with_the_finding_and_has_chart_map_table_and_trend(release):
    page = shown("/statistik/asked/")

    assert '<h1 class="sam-finding">Andel som fick frågan: högre för kvinnor än för män</h1>' in page
    assert "Skillnaden på 17 procentenheter (15 till 20) är säker." in page
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg"') == 8  # four figures, each for both widths
    assert page.count("<table") == 5


def test_every_rate_has_its_n_and_coverage_beside_it(release):
    page = shown("/statistik/yes_any/")

    assert ">Fick frågan</th>" in page
    assert re.search(r"936 av 1 754", page.replace("\u202f", " "))
    assert "2 av 2" not in page  # one half-year is shown: what was delivered is told of that alone
    assert "1 av 1" in page


def test_the_signs_are_explained_where_they_stand(release):
    page = shown("/statistik/asked/")

    assert '<span class="sign">dold</span>' in page
    assert "Finns, men visas inte" in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("forbund=vastra", "Samordningsförbundet Västra (påhittat)"),
        ("kon=woman", "Andel som fick frågan, kvinnor:"),
        ("alder=26-40", "hela perioden"),
        ("period=2025-H1", "första halvåret 2025"),
        ("period=hela", "Östergötlands län"),
        ("lan=99&kon=x&alder=y&period=z&forbund=q&liknar=1", "högre för kvinnor än för män"),
    ],
)
def test_a_selection_in_the_address_is_shown_and_nonsense_is_as_nothing(release, query, words):
    assert words in shown(f"/statistik/asked/?{query}")


def test_english_is_whole(release):
    page = shown("/en/statistik/asked/")

    assert "higher for women than for men" in page
    assert 'lang="en"' in page
    for swedish in ("Andel", "Skillnad", "kvinnor", "Plats"):
        assert swedish not in re.sub(r"<a [^>]*lang=\"sv\".*?</a>", "", page), swedish


def test_an_unknown_measure_and_release_are_not_found(release):
    shown("/statistik/nothing/", 404)
    shown(f"/statistik/publicering/{uuid.uuid4()}/", 404)
    shown(f"/data/{uuid.uuid4()}/askings_by_age.csv", 404)
    shown(f"/data/{release.pk}/nothing.csv", 404)
    shown(f"/data/{release.pk}/askings_by_age.exe", 404)


def test_a_withdrawn_release_shows_its_notice_everywhere_and_its_numbers_nowhere(release, head):
    withdraw(release, head)

    for address in (
        "/statistik/asked/",
        f"/statistik/publicering/{release.pk}/",
        f"/data/{release.pk}/askings_by_age.csv",
        f"/data/{release.pk}/publicering.json",
    ):
        page = shown(address, 410)
        assert "En fil lästes två gånger." in page
        assert "högre för kvinnor" not in page
    assert "En fil lästes två gånger." in shown("/statistik/")
    assert "Inga siffror om kommunen" in shown(f"/statistik/kommun/{MOTALA}/")
    shown(f"/statistik/kommun/{MOTALA}/rapport.pdf", 404)


def test_an_older_release_stands_in_and_says_that_a_newer_was_withdrawn(release, head):
    newer = new_release(head, title=Text("Nyare", "Newer"))
    withdraw(newer, head)

    page = shown("/statistik/asked/")

    assert "högre för kvinnor än för män" in page
    assert "En fil lästes två gånger." in page


def test_a_municipality_has_its_findings_table_support_and_documents(release):
    page = shown(f"/statistik/kommun/{LINKOPING}/")

    assert "Linköping: andel som" in page
    assert 'href="/hitta-stod/linkoping/"' in page
    assert 'href="/statistik/asked/?lan=05"' in page
    assert "Dokument" in page


def test_a_municipality_that_delivered_nothing_still_has_a_page(release):
    assert "Inga siffror om kommunen" in shown("/statistik/kommun/0584/")
    shown("/statistik/kommun/9999/", 404)


def test_the_report_of_a_municipality_is_a_tagged_pdf(release):
    response = Client().get(f"/statistik/kommun/{LINKOPING}/rapport.pdf")

    assert response.content.startswith(b"%PDF-")
    assert b"pdfuaid" in response.content
    assert response["Content-Disposition"].startswith('attachment; filename="linkoping-')


def test_the_release_page_tells_hash_method_and_when_the_proof_was_verified(release):
    page = shown(f"/statistik/publicering/{release.pk}/")

    assert release.sha256 in page
    assert "Beviset prövat" in page
    assert "Godkänt av</dt><dd>Förbundschef" in page


def test_no_format_holds_a_number_where_the_table_hides_it(release):
    table = selectors.opened(release).tables["askings_by_half_year"]
    hidden = {tuple(m.code for m in at) for at, cell in table if cell.value is None}

    rows = list(
        csv.reader(Client().get(f"/data/{release.pk}/askings_by_half_year.csv").content.decode().splitlines())
    )
    codes = [i for i, name in enumerate(rows[0]) if name in table.shape.dimension_names]
    for row in rows[1:]:
        assert (row[-2] == "") == (tuple(row[i] for i in codes) in hidden)
    stat = json.loads(Client().get(f"/data/{release.pk}/askings_by_half_year.json").content)
    assert sum(value is None for value in stat["value"]) == len(hidden)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "px", "json"])
def test_a_file_is_an_attachment_that_runs_nothing_and_is_asked_for_anew(release, ending):
    address = f"/data/{release.pk}/askings_by_age.{ending}"
    first = Client().get(address)

    assert first["Content-Disposition"] == f'attachment; filename="askings_by_age.{ending}"'
    assert "sandbox" in first["Content-Security-Policy"]
    assert first["Cache-Control"] == "no-cache"
    assert Client().get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert Client().get(address).content == first.content


def test_no_public_page_sets_a_cookie_or_lets_itself_be_stored(release):
    for address in (
        "/statistik/",
        "/statistik/asked/",
        f"/statistik/kommun/{MOTALA}/",
        f"/statistik/publicering/{release.pk}/",
        "/dokument/",
        "/hitta-stod/",
        "/hitta-stod/motala/",
    ):
        response = Client().get(address)
        assert not response.cookies
        assert response["Cache-Control"] == "no-store"
        assert "style=" not in response.content.decode()
        assert "<script>" not in response.content.decode()


@pytest.mark.parametrize(
    ("address", "queries"),
    [("/statistik/", 1), ("/statistik/asked/", 1), (f"/statistik/kommun/{MOTALA}/", 3)],
)
def test_a_page_takes_few_queries_however_much_is_published(
    release, head, address, queries, django_assert_num_queries
):
    for number in range(3):
        new_release(head, title=Text.same(f"Utgåva {number}"))
    Client().get(address)

    with django_assert_num_queries(queries):
        Client().get(address)
