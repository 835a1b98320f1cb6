"""What is dear to make and never changes is kept in the process, the least used thrown out first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """A bounded store of things made from values that say everything about them (a hash, a language).

    Promise: never more than `most`; a thing is asked for by all that it is made of, so it can't be stale; it is
             made once even when many ask at the same time, and not kept when making it fails.
    """

    def __init__(self, *, most: int) -> None:
        self._most = most
        self._made: OrderedDict[Hashable, Made] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """The thing of a key, made now if it is not here; whoever asks meanwhile waits for it."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
            making = self._making.setdefault(key, Lock())
        with making:
            with self._lock:
                if key in self._made:
                    return self._made[key]
            try:
                made = make()
                with self._lock:
                    self._made[key] = made
                    while len(self._made) > self._most:
                        self._made.popitem(last=False)
                return made
            finally:
                with self._lock:
                    self._making.pop(key, None)

    def __len__(self) -> int:
        return len(self._made)
