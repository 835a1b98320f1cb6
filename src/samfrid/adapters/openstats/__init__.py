"""Protected tables as open statistics that other people's programs read: PX and JSON-stat 2.0.

Out only, and only of a `ProtectedTable`: there is no way to hand a raw table to the world from here.
"""

from samfrid.adapters.openstats.description import OpenStatisticsRefused, TableDescription
from samfrid.adapters.openstats.jsonstat import jsonstat_dataset, jsonstat_text, write_jsonstat
from samfrid.adapters.openstats.px import px_bytes, px_text, write_px

__all__ = [
    "OpenStatisticsRefused",
    "TableDescription",
    "jsonstat_dataset",
    "jsonstat_text",
    "px_bytes",
    "px_text",
    "write_jsonstat",
    "write_px",
]
