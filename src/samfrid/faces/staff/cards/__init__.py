"""What the first page says: each source tells what needs this person, what goes on, and how things stand.

A source is a function that takes the request and returns cards; it asks for the permission it needs itself, and
returns nothing to whoever lacks it. Sources are listed in `faces/staff/home.py`.
"""

from samfrid.faces.staff.cards.card import Card, CardSource, Kind

__all__ = ["Card", "CardSource", "Kind"]
