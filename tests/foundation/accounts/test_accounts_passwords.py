"""Which passwords are taken (S38, S39), offline."""

from __future__ import annotations

import contextlib
import gzip
from pathlib import Path

import pytest
from django.contrib.auth import password_validation
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from samfrid.foundation.accounts.models import User


@pytest.mark.parametrize(
    "password",
    [
        "grönt tak vid sjön i april",
        "lugn hast dricker stål ur glas",
        "aldrig nitton katter utan mjölk",
        "x" + "7d-ö€漢字😀" * 4,
        "korrekt häst batteri häftklammer" * 4,
        "ljust regn\u00a0över taket",
    ],
)
def test_long_words_of_any_kind_are_taken(password: str) -> None:
    validate_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "kort men udda!",
        "Linköpings kommun 2026",
        "samordningsförbundet!!",
        "Samfrid2026Samfrid2026",
        "sommaren2026sommaren",
        "password1password1",
        "aaaaaaaaaaaaaaaaaaaa",
        "123456789012345678",
        "qwertyuiopasdfghjkl",
        "MotalaVadstenaKinda1",
        "lösenordlösenord123",
        "anna.andersson@motala",
        "Förbundet i Örebro 25!",
    ],
)
def test_short_common_and_guessable_ones_are_refused(password: str) -> None:
    user = User(email="anna.andersson@motala.example", name="Anna Andersson")

    with pytest.raises(ValidationError):
        validate_password(password, user)


def test_none_of_the_three_thousand_commonest_is_taken_alone_or_twice_or_with_a_year() -> None:
    path = Path(password_validation.__file__).parent / "common-passwords.txt.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        common = [line.strip() for _, line in zip(range(3000), lines, strict=False)]

    taken = []
    for word in common:
        for tried in (word, word * 3, f"{word} 2026 2026 2026"):
            try:
                validate_password(tried)
            except ValidationError:
                continue
            taken.append(tried)

    assert not taken


@given(st.text(min_size=15, max_size=80))
def test_no_text_makes_the_check_fall_over(password: str) -> None:
    with contextlib.suppress(ValidationError):
        validate_password(password)
