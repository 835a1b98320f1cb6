"""Attack 7, the tables' part: a small group of which the tables say that all are in one sensitive category."""

from __future__ import annotations

import numpy as np

from samfrid.domain.disclosure.attack.bounds import Bounds
from samfrid.domain.disclosure.saved import Ints, SavedRelease


def exposed_groups(release: SavedRelease, low: Bounds, high: Bounds, truth: Ints | None) -> Ints:
    """Find the sensitive cells that all of a small group, or all but the rule's k, must be in.

    Shape:   `low` and `high` have one number a cell of the release; published cells have both equal.
             `truth`, when known, tells which groups are small; else a group may be small when `low` allows it.
    Promise: only what follows from the bounds is returned; the others of the group can be at most k.
    """
    found = [np.zeros(0, dtype=np.int64)]
    for table in release.tables:
        for rule in release.rule.groups:
            if rule.dimension not in table.dimensions:
                continue
            axis = table.dimensions.index(rule.dimension)
            column = release.columns.index(rule.dimension)
            grid = np.moveaxis(table.cells, axis, -1)
            members = table.members[axis]
            finest = np.flatnonzero(members[:, 0] == column)
            total = grid[..., -1]
            small = low[total] < rule.group_below if truth is None else truth[total] < rule.group_below
            someone = (high[total] > 0) if truth is None else (truth[total] > 0)
            most = high[grid[..., finest]]
            for i, member in enumerate(finest):
                if release.codes[column][members[member, 1]] in rule.sensitive:
                    others = np.delete(most, i, axis=-1).sum(axis=-1)
                    found.append(grid[..., member][small & someone & (others <= rule.all_but)].ravel())
    return np.unique(np.concatenate(found))
