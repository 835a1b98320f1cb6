"""What is sealed stays sealed everywhere but at its own place, under its own key."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from samfrid.adapters.sealing import (
    KeyRing,
    Place,
    RingRefused,
    SealBroken,
    add_master_key,
    blind_index,
    key_id_of,
    load_ring,
    make_ring,
    new_data_key,
    open_sealed,
    remove_master_key,
    seal,
    unwrap,
    wrap,
)

DAY = date(2026, 11, 22)
KEY = bytes(range(32))
RING = KeyRing(primary="k2", masters={"k1": bytes(32), "k2": KEY})
words = st.text(max_size=40)
places = st.builds(Place, organisation=words, table=words, row=words, field=words)


@given(st.binary(max_size=200), places)
def test_what_is_sealed_opens_at_its_own_place(content, place):
    box = seal(content, key=KEY, key_id="k", place=place)

    assert open_sealed(box, key=KEY, key_id="k", place=place) == content
    assert len(content) < 8 or content not in box


@given(st.binary(max_size=60), places, places)
def test_what_is_moved_never_opens(content, place, other):
    assume(place != other)
    box = seal(content, key=KEY, key_id="k", place=place)

    with pytest.raises(SealBroken):
        open_sealed(box, key=KEY, key_id="k", place=other)


@pytest.mark.parametrize("part", ["organisation", "table", "row", "field"])
@given(place=places, other=words)
def test_each_part_of_the_place_counts(part, place, other):
    assume(getattr(place, part) != other)
    wrapped = wrap(new_data_key(), ring=RING, place=place)

    with pytest.raises(SealBroken):
        unwrap(wrapped, ring=RING, place=replace(place, **{part: other}))


@given(places, words, words)
def test_a_place_is_never_read_as_another_by_moving_a_border(place, one, two):
    assume(one)
    left = replace(place, table=one + two, row=place.row)
    right = replace(place, table=two, row=place.row + one)

    assert bytes(left) != bytes(right)


@given(st.binary(max_size=60), st.data())
def test_what_is_changed_by_a_single_bit_never_opens(content, data):
    place = Place("o", "t", "r", "f")
    box = bytearray(seal(content, key=KEY, key_id="k", place=place))
    box[data.draw(st.integers(0, len(box) - 1))] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(SealBroken):
        open_sealed(bytes(box), key=KEY, key_id="k", place=place)


def test_a_box_that_names_another_key_never_opens():
    place = Place("o", "t", "r", "f")
    box = seal(b"x", key=KEY, key_id="k1", place=place)

    renamed = box.replace(b"k1", b"k2", 1)

    assert key_id_of(renamed) == "k2"
    with pytest.raises(SealBroken):
        open_sealed(renamed, key=KEY, key_id="k2", place=place)


@given(st.binary(max_size=40))
def test_what_is_no_box_is_refused_and_never_breaks(content):
    with pytest.raises(SealBroken):
        unwrap(content, ring=RING, place=Place("o", "t", "r", "f"))


def nonces(count: int) -> set[bytes]:
    place = Place("o", "t", "r", "f")
    return {seal(b"x", key=KEY, key_id="k", place=place)[3:15] for _ in range(count)}


def test_no_nonce_comes_twice():
    assert len(nonces(20_000)) == 20_000


@pytest.mark.nightly
def test_no_nonce_comes_twice_in_a_million():
    assert len(nonces(1_000_000)) == 1_000_000


@given(st.integers(0, 31), st.integers(0, 31))
def test_the_length_of_what_is_sealed_does_not_show(one, two):
    place = Place("o", "t", "r", "f")

    lengths = {len(seal(b"x" * size, key=KEY, key_id="k", place=place)) for size in (one, two)}

    assert len(lengths) == 1


@given(st.text(min_size=1, max_size=30))
def test_equal_references_of_two_organisations_have_nothing_in_common(reference):
    one = blind_index(reference, key=RING.index_key("one", "k2"))
    two = blind_index(reference, key=RING.index_key("two", "k2"))

    assert one != two
    assert one == blind_index(f"  {reference} ", key=RING.index_key("one", "k2"))
    assert one != blind_index(reference + "x", key=RING.index_key("one", "k2"))


def test_a_key_serves_one_purpose_in_one_organisation():
    keys = {
        RING.wrapping_key("one", "k2"),
        RING.index_key("one", "k2"),
        RING.wrapping_key("two", "k2"),
        RING.wrapping_key("one", "k1"),
    }

    assert len(keys) == 4


def test_keys_are_never_printed():
    key = new_data_key()

    assert repr(KEY) not in repr(RING)
    assert repr(key.content) not in repr(key)


def test_a_new_ring_is_read_by_its_owner_alone(tmp_path: Path):
    ring = make_ring(tmp_path / "keys" / "ring.json", day=DAY)

    assert stat.S_IMODE((tmp_path / "keys" / "ring.json").stat().st_mode) == 0o400
    assert load_ring(tmp_path / "keys" / "ring.json") == ring


@pytest.mark.parametrize("mode", [0o600, 0o440, 0o404, 0o500, 0o777])
def test_a_ring_that_more_may_touch_is_refused(tmp_path: Path, mode: int):
    path = tmp_path / "ring.json"
    make_ring(path, day=DAY)
    path.chmod(mode)

    with pytest.raises(RingRefused, match="chmod 0400"):
        load_ring(path)


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b'{"format": 1}', b'{"format": 1, "primary": "a", "keys": {"a": {"master": "AAAA"}}}',
     b'{"format": 1, "primary": "b", "keys": {}}', b'{"format": 1, "primary": "a", "keys": {"a": 3}}', b"\xff\xfe"],
)  # fmt: skip
def test_what_is_no_ring_is_refused_in_words(tmp_path: Path, content: bytes):
    path = tmp_path / "ring.json"
    path.write_bytes(content)
    path.chmod(0o400)

    with pytest.raises(RingRefused, match="no key ring"):
        load_ring(path)


def test_a_ring_is_never_written_over(tmp_path: Path):
    make_ring(tmp_path / "ring.json", day=DAY)

    with pytest.raises(RingRefused):
        make_ring(tmp_path / "ring.json", day=DAY)


def test_after_rotation_old_boxes_open_until_the_old_key_is_removed(tmp_path: Path):
    path, place = tmp_path / "ring.json", Place("o", "t", "r", "f")
    old = make_ring(path, day=DAY)
    key = new_data_key()
    before = wrap(key, ring=old, place=place)

    both = add_master_key(path, day=DAY)
    after = wrap(unwrap(before, ring=both, place=place), ring=both, place=place)
    new = remove_master_key(path, old.primary)

    assert key_id_of(after) == new.primary != old.primary
    assert unwrap(after, ring=new, place=place) == key
    with pytest.raises(SealBroken):
        unwrap(before, ring=new, place=place)


def test_the_primary_key_is_never_removed(tmp_path: Path):
    ring = make_ring(tmp_path / "ring.json", day=DAY)

    with pytest.raises(RingRefused):
        remove_master_key(tmp_path / "ring.json", ring.primary)
    assert json.loads((tmp_path / "ring.json").read_text())["keys"]
