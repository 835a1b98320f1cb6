"""What is dear to make and never changes is kept in the process, the least used thrown out first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """A bounded store of things made from values that say everything about them (a hash, a language).

    Promise: never more than `most`; a thing is asked for by all that it is made of, so it can't be stale.
    """

    def __init__(self, *, most: int) -> None:
        self._most = most
        self._made: OrderedDict[Hashable, Made] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """The thing of a key, made now if it is not here. Two may make it at once; both get the same."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        made = make()
        with self._lock:
            self._made[key] = made
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        return made

    def forget(self) -> None:
        """Throw everything out."""
        with self._lock:
            self._made.clear()

    def __len__(self) -> int:
        return len(self._made)
