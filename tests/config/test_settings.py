"""The settings an installation may rely on."""

from pathlib import Path

import pytest

from samfrid.config.env import _KNOWN, SettingRefused, Settings, read_settings
from samfrid.domain.wording import Language

ROOT = Path(__file__).parents[2]


def test_an_empty_environment_gives_the_defaults():
    assert read_settings({}) == Settings()


def test_a_misspelled_setting_stops_the_start_and_names_the_nearest():
    with pytest.raises(SettingRefused) as refused:
        read_settings({"SAMFRID_WAREHOUSE_MEMOYR": "1GB"})

    assert "SAMFRID_WAREHOUSE_MEMOYR" in refused.value.into(Language.SWEDISH)
    assert "SAMFRID_WAREHOUSE_MEMORY" in refused.value.into(Language.SWEDISH)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SAMFRID_WAREHOUSE_ENGINE", "excel"),
        ("SAMFRID_WAREHOUSE_MEMORY", "much"),
        ("SAMFRID_WAREHOUSE_MEMORY", "0GB"),
        ("SAMFRID_DATA", "no/such/folder"),
    ],
)
def test_a_bad_value_stops_the_start_and_names_the_variable(name, value):
    with pytest.raises(SettingRefused, match=name):
        read_settings({name: value})


def test_sizes_are_read_in_megabytes():
    assert read_settings({"SAMFRID_WAREHOUSE_MEMORY": "3 gb"}).warehouse_memory == 3072


@pytest.mark.parametrize("name", _KNOWN)
@pytest.mark.parametrize("file", [".env.example", "docs/reference/settings.md"])
def test_every_setting_is_described(name, file):
    assert f"SAMFRID_{name}" in (ROOT / file).read_text(encoding="utf-8")
