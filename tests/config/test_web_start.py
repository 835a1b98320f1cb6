"""The application starts, and answers what watches it."""

from __future__ import annotations

import pytest
from django.test import Client


def test_the_process_tells_that_it_lives_without_a_cookie(client: Client) -> None:
    answer = client.get("/halsa")

    assert answer.status_code == 200
    assert not answer.cookies


@pytest.mark.django_db
def test_the_process_tells_that_it_can_serve(client: Client) -> None:
    assert client.get("/redo").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/en/"])
def test_the_start_page_opens_in_both_languages_without_a_cookie(client: Client, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 200
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
