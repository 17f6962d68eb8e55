"""What the packages above the shop add to the demonstration, each in its `demo_parts.py`."""

from collections.abc import Callable

from django.utils.module_loading import autodiscover_modules

from .people import People

_parts: list[Callable[[People], dict[str, int]]] = []


def adds(part: Callable[[People], dict[str, int]]):
    """Register a function that adds to a loaded demonstration and tells its totals."""
    _parts.append(part)
    return part


def add_parts(people: People) -> dict[str, int]:
    autodiscover_modules("demo_parts")
    return {name: count for part in _parts for name, count in part(people).items()}
