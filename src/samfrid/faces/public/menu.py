"""The rooms of the public face, in the order they are shown."""

from __future__ import annotations

from samfrid.domain.wording import Text
from samfrid.ui.navigation import Menu, MenuItem

MENU = Menu(
    start="public:start",
    items=(
        MenuItem(Text("Hitta stöd", "Find support"), "hitta-stod/"),
        MenuItem(Text("Statistik", "Statistics"), "statistik/"),
        MenuItem(Text("Dokument", "Documents"), "dokument/"),
    ),
)
