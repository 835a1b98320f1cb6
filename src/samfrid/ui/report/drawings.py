"""Figures as part of the page: checked, and with ids of their own so that two drawings never mix."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, register_namespace, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from markupsafe import Markup

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
_RUNS = {"script", "foreignObject", "iframe", "object", "embed", "audio", "video", "a", "set", "animate"}
_OWN_URL = re.compile(r"url\(\s*(['\"]?)#([^)'\"]+)\1\s*\)")
_ANY_URL = re.compile(r"url\(\s*['\"]?\s*(?!#)|@import|image-set\(", re.IGNORECASE)

register_namespace("", SVG)


class DrawingError(ValueError):
    """A figure is not a drawing that may stand in a page without script."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Markup for the page, and the style sheets it needs there."""

    markup: Markup
    styles: tuple[str, ...]


def inline_drawing(svg: str, words: str, *, prefix: str) -> Drawing:
    """Make an SVG part of a page: it is one image that says `words`.

    Promise: nothing in it runs, links or fetches; its ids start with `prefix`.
    Errors:  DrawingError when it is not SVG, or holds script, a handler, a link or an outside address.
    """
    root = _parsed(svg)
    for element in root.iter():
        _check(element)
    names = {element.get("id", ""): f"{prefix}-{element.get('id')}" for element in root.iter()}
    names.pop("", None)
    for element in root.iter():
        _rename(element, names)
    styles = tuple(_taken_out(root, "style"))
    _taken_out(root, "title")  # the words stand in aria-label; a title would follow the pointer about
    _taken_out(root, "desc")
    for key in ("aria-labelledby", "aria-describedby"):
        root.attrib.pop(key, None)
    root.set("role", "img")
    root.set("aria-label", words)
    root.set("focusable", "false")
    return Drawing(Markup(tostring(root, encoding="unicode")), styles)  # noqa: S704 - every element is checked


def _taken_out(root: Element, name: str) -> list[str]:
    """Take the root's own children of one name out of a drawing and return what they said."""
    found = root.findall(f"{{{SVG}}}{name}")
    for element in found:
        root.remove(element)
    return ["".join(element.itertext()) for element in found]


def _parsed(svg: str) -> Element:
    try:
        root: Element = fromstring(svg)
    except (ParseError, DefusedXmlException) as error:
        raise DrawingError("a figure is not well-formed SVG") from error
    if root.tag != f"{{{SVG}}}svg":
        raise DrawingError("a figure is not SVG")
    return root


def _check(element: Element) -> None:
    space, _, name = str(element.tag).rpartition("}")
    if space != f"{{{SVG}" or name in _RUNS:
        raise DrawingError(f"a figure holds a {name} element")
    for key, value in element.attrib.items():
        plain = key.rpartition("}")[2].lower()
        outside = plain == "href" and not value.startswith("#")
        if plain.startswith("on") or plain == "style" or outside or _ANY_URL.search(value):
            raise DrawingError(f"a figure has {plain} on its {name} element")
    if name == "style" and _ANY_URL.search(element.text or ""):
        raise DrawingError("a figure's style fetches something")


def _rename(element: Element, names: dict[str, str]) -> None:
    """Give ids their prefix, wherever they are spoken of."""

    def renamed(found: re.Match[str]) -> str:
        return f"url(#{names.get(found.group(2), found.group(2))})"

    for key, value in list(element.attrib.items()):
        plain = key.rpartition("}")[2]
        if plain == "id":
            element.set(key, names[value])
        elif plain == "href":
            element.set(key, "#" + names.get(value[1:], value[1:]))
        elif plain in ("aria-labelledby", "aria-describedby"):
            element.set(key, " ".join(names.get(word, word) for word in value.split()))
        else:
            element.set(key, _OWN_URL.sub(renamed, value))
    if element.tag == f"{{{SVG}}}style" and element.text:
        element.text = _OWN_URL.sub(renamed, element.text)
