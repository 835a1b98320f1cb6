"""The demo: an invented register on real geography, the same for every seed, and the site built from it."""

from samfrid.demo.register import DemoCase, invent_cases

__all__ = ["DemoCase", "invent_cases"]
