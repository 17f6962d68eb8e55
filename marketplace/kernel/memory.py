"""Rows that change a few times a year, remembered by each process for a minute.

Only for what may be shown a minute late: the names of places, groups, authorities, producers.
Never for a price, a star or a count.
"""

import time
from collections.abc import Callable, Iterable
from weakref import WeakSet

SECONDS = 60
_everything: WeakSet["Remembered"] = WeakSet()


class Remembered:
    """Asks a finder for the keys that are not known yet: keys -> {key: found}.

    What the finder did not find is absent, and is asked for again.
    """

    def __init__(self, find: Callable[[set], dict]):
        self._find = find
        self.forget()
        _everything.add(self)

    def __call__(self, keys: Iterable) -> dict:
        """Everything that is known, the keys among it; one ask where one of them is new."""
        if time.monotonic() > self._until:
            self.forget()
        known = self._known
        missing = {key for key in keys if key not in known}
        if missing:
            known.update(self._find(missing))
        return known

    def forget(self) -> None:
        """Know nothing; who holds an answer keeps it."""
        self._known: dict = {}
        self._until = time.monotonic() + SECONDS


def forget() -> None:
    """Forget everything that this process remembers."""
    for remembered in list(_everything):
        remembered.forget()
