"""A report as one HTML file that needs nothing else: no script, no net, no second file."""

from samfrid.ui.report.render import render

__all__ = ["render"]
