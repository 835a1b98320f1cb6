"""Sweden's municipalities, counties and regions: codes, names, spellings, neighbours, population.

Ships its own data (data/README.md tells source and licence) and reads it when first asked.
"""

from samfrid.domain.places.model import County, Municipality, Region, UnknownPlace, Validity
from samfrid.domain.places.order import sort_key
from samfrid.domain.places.population import Population, population
from samfrid.domain.places.register import (
    counties,
    county,
    municipalities,
    municipality,
    neighbours,
    region,
    regions,
    similar_municipalities,
)
from samfrid.domain.places.spelling import find_county, find_municipality, find_region

__all__ = [
    "County",
    "Municipality",
    "Population",
    "Region",
    "UnknownPlace",
    "Validity",
    "counties",
    "county",
    "find_county",
    "find_municipality",
    "find_region",
    "municipalities",
    "municipality",
    "neighbours",
    "population",
    "region",
    "regions",
    "similar_municipalities",
    "sort_key",
]
