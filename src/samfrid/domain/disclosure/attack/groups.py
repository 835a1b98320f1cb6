"""Attack 7, the tables' part: the tables say of a small group that all are in one sensitive category."""

from __future__ import annotations

from itertools import product

import numpy as np

from samfrid.domain.disclosure.attack.bounds import Bounds
from samfrid.domain.disclosure.saved import Ints, SavedRelease


def exposed_groups(release: SavedRelease, low: Bounds, high: Bounds, truth: Ints | None) -> Ints:
    """Find the sensitive cells that all of a small group, or all but the rule's k, must be in.

    Shape:   `low` and `high` have one number a cell of the release; published cells have both equal.
             `truth`, when known, tells which groups are small; else it is those that `low` allows to be.
    Promise: only what follows from the bounds is returned; the others of the group can be at most k.
    """
    found = [np.zeros(0, dtype=np.int64)]
    for table, rule in product(release.tables, release.rule.groups):
        for axis, members in enumerate(table.members):
            beside = [i for i, (c, _) in enumerate(members[:-1]) if release.columns[c] == rule.dimension]
            lines = np.moveaxis(table.cells, axis, 0).reshape(len(members), -1)
            whole = lines[-1]
            size = low[whole] if truth is None else truth[whole]
            someone = high[whole] > 0 if truth is None else size > 0
            most = high[lines[beside]]
            for i, member in enumerate(beside):
                if release.codes[members[member, 0]][members[member, 1]] in rule.sensitive:
                    others = np.delete(most, i, axis=0).sum(axis=0)
                    told = (size < rule.group_below) & someone & (others <= rule.all_but)
                    found.append(lines[member][told])
    return np.unique(np.concatenate(found))
