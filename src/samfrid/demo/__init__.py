"""The invented demo register: real geography, invented people, the same for every seed. Never real data."""

from samfrid.demo.build import DemoBuilt, build_demo
from samfrid.demo.register import DemoCase, invent_cases

__all__ = ["DemoBuilt", "DemoCase", "build_demo", "invent_cases"]
