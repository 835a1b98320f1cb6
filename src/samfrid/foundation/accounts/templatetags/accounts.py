"""`{% load accounts %}`: a square to photograph, and codes in groups that can be read aloud."""

from __future__ import annotations

import qrcode
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from samfrid.foundation.accounts.words import say

register = template.Library()
_BORDER = 4


@register.simple_tag
def code_square(text: str) -> SafeString:
    """Draw a text as a square of modules, in one path: nothing inline for the content policy to refuse."""
    code = qrcode.QRCode(border=_BORDER)
    code.add_data(text)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return format_html(
        '<svg class="sam-square" viewBox="0 0 {size} {size}" role="img" aria-label="{label}" width="220" '
        'height="220" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        '<path fill="#000" d="{path}"/></svg>',
        size=len(rows),
        label=say("Ruta att läsa av med telefonen", "Square to read with the phone"),
        path=mark_safe(path),  # noqa: S308 - made of numbers above
    )


@register.filter
def in_fours(text: str) -> str:
    """A code in groups of four."""
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))
