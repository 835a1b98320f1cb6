"""Templates: every word in both languages, nothing inline, every page whole."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from typing import Any

from architecture_sources import ROOT, SOURCE, modules, told
from architecture_templates import SPOKEN, Saying, chain, extended, found_in, sayings, templates, told_of

BASE = "ui/layouts/base.html"
_WORD = re.compile(r"[^\W\d_]{2,}")
_SAME_IN_BOTH = frozenset({"samfrid", "CSV", "Excel", "XLSX", "PX", "JSON", "stat", "SVG", "PDF", "ODS"})
# Swedish words that are no words, or seldom, without their rings and dots.
_WITHOUT_DOTS = set(
    _WORD.findall(
        """aven ater atergar aterkomma arende arenden arendet anvandare atgard atgarder behorighet fa fora fraga
        fragan fragor fran ga gar galler gor gora hamta harifran hjalp hjalper lamna lamnade lamnar lank lanet
        losenord manad manader manaden maste nasta narmast nar ocksa oppna oppnas oppnad ovriga pa pagar raknar
        rakna sakerhet skarm skarmen sok sokning sokord stang stangd stangt tillganglighet upprakning utfora valj
        valja vantar vard angra ar"""
    )
)
_NOT_ON_A_SCREEN = set(
    _WORD.findall(
        """våld våldet våldsam heder hedersvåld utsatt utsatthet kvinnofrid skyddat skyddade hot hotad vin fov
        violence abuse honour threat victim"""
    )
)
_PAGE = {name: path.read_text("utf-8") for name, path in templates().items()}


def _wrong_in(look: Callable[[str], list[Any]]) -> dict[str, list[Any]]:
    """What a look at each template finds, by where the template lies."""
    return {told_of(name): found for name, source in _PAGE.items() if (found := look(_whole(name, source)))}


def _whole(name: str, source: str) -> str:
    """A template of attributes only, as part of the element it stands in."""
    return f"<input {source}>" if name.endswith("_attributes.html") else source


def test_no_word_stands_outside_say():
    assert not _wrong_in(_bare_words)


def _bare_words(source: str) -> list[str]:
    found = found_in(source)
    spoken = [value for _, attribute, value in found.attributes if attribute in SPOKEN]
    return [w for text in (*found.texts, *spoken) for w in _WORD.findall(text) if w not in _SAME_IN_BOTH]


def test_every_sentence_stands_in_both_languages():
    assert not _wrong_in(_half_said)


def _half_said(source: str) -> list[Saying]:
    return [
        saying
        for saying in sayings(source)
        if not saying.swedish or not saying.english or _is_copied(saying.swedish, saying.english)
    ]


def _is_copied(swedish: str, english: str) -> bool:
    return swedish == english and len(_WORD.findall(swedish)) > 2


def test_swedish_in_templates_keeps_its_rings_and_dots():
    assert not _wrong_in(lambda source: [w for one in sayings(source) for w in _dotless(one.swedish or "")])


def test_swedish_in_code_keeps_its_rings_and_dots():
    wrong = {
        f"{told(path)}:{node.lineno}": found
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _speaks(node) and (found := _dotless(_first_words(node)))
    }

    assert not wrong


def _speaks(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id in ("Text", "say") and len(call.args) == 2


def _first_words(call: ast.Call) -> str:
    parts = [node.value for node in ast.walk(call.args[0]) if isinstance(node, ast.Constant)]
    return " ".join(part for part in parts if isinstance(part, str))


def _dotless(swedish: str) -> list[str]:
    return [word for word in _WORD.findall(swedish) if word.islower() and word in _WITHOUT_DOTS]


def test_nothing_is_inline():
    assert not _wrong_in(_inline)


def _inline(source: str) -> list[str]:
    found = found_in(source)
    handlers = [
        attribute
        for _, attribute, value in found.attributes
        if attribute == "style"
        or attribute.startswith(("on", "hx-on", "x-on", "@"))
        or "javascript:" in value
    ]
    return [*handlers, *(text for text in found.scripts if text.strip()), *({"style"} & set(found.elements))]


def test_nothing_is_fetched_from_elsewhere():
    assert not _wrong_in(_fetched_from_elsewhere)


def _fetched_from_elsewhere(source: str) -> list[str]:
    return [
        value
        for element, attribute, value in found_in(source).attributes
        if (attribute == "src" or (element == "link" and attribute == "href")) and "//" in value
    ]


_EXTENDED = {above for name in _PAGE if (above := extended(name))}
PAGES = [name for name in _PAGE if extended(name) and name not in _EXTENDED]


def test_a_page_has_language_title_way_past_the_menu_and_main():
    strangers = {told_of(name): chain(name) for name in PAGES if chain(name)[-1] != BASE}
    untitled = [
        told_of(name) for name in PAGES if not any(_titles(one) for one in chain(name)[:-1] if one in _PAGE)
    ]

    assert not strangers
    assert not untitled


def _titles(name: str) -> list[str]:
    found = re.findall(r"\{%\s*block (?:full_)?title\s*%\}(.*?)\{%\s*endblock", _PAGE[name], re.DOTALL)
    return [title for title in found if title.strip() and not title.lstrip().startswith("{% block")]


def test_the_layout_of_all_pages_has_language_title_way_past_the_menu_and_main():
    base = _PAGE[BASE]

    assert '<html lang="' in base
    assert "<title>" in base
    assert '<main id="innehall"' in base
    assert 'class="sam-skip-link" href="#innehall"' in base
    assert base.index("{% block leave %}") < base.index("sam-skip-link") < base.index("{% block brand %}")


def test_only_the_layouts_are_whole_documents():
    whole = [told_of(name) for name, source in _PAGE.items() if "<html" in source and name != BASE]

    assert not whole


NEUTRAL = [
    name
    for name in PAGES
    if set(chain(name)) & {"ui/layouts/respond.html", "ui/layouts/plain.html"} or "accounts" in told_of(name)
]


def test_a_page_in_the_hand_of_somebody_has_a_neutral_title():
    telling = {
        told_of(name): words
        for name in NEUTRAL
        if (words := {w.lower() for title in _titles(name) for w in _WORD.findall(title)} & _NOT_ON_A_SCREEN)
    }

    assert not telling


def test_a_template_can_be_read_in_one_go():
    long = {
        told_of(name): lines for name, source in _PAGE.items() if (lines := len(source.splitlines())) > 120
    }

    assert not long


def test_the_accessibility_statement_names_tests_that_are_there():
    from samfrid.faces.public.accessibility import TESTED

    missing = []
    for line in TESTED:
        path, _, name = line.test.partition("::")
        if f"def {name}(" not in (ROOT / path).read_text("utf-8"):
            missing.append(line.test)

    assert not missing


def test_there_are_templates_to_look_at():
    assert len(_PAGE) > 20
    assert all(path.is_relative_to(SOURCE) for path in templates().values())
