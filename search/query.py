"""What is asked of an engine, what goes into it and what comes out. Nothing of Django."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date

PER_PAGE = 24
FACETS = ("star", "group", "province", "commune", "producer", "showroom")
SORTS = ("relevance", "newest", "price", "-price", "name")
KINDS = ("product", "combo", "producer", "showroom", "story", "fair")


class EngineDown(Exception):
    """The engine cannot answer: its file or server is missing, broken or of another make."""


@dataclass(frozen=True)
class Interval:
    """So many stars from one day to another, both inclusive."""

    since: date
    until: date
    stars: int


@dataclass(frozen=True)
class Room:
    """A showroom with goods that may be sold until a day, inclusive."""

    showroom: str
    until: date


@dataclass(frozen=True)
class Doc:
    """What can be found of one thing. Never the truth about stars, stock or price.

    What the calendar changes is kept as days: `stars` as intervals, `stock_until` as the last
    day on which goods that are there now may be sold, `shown_until` as the last day on which
    the document may be found at all. Prices are whole dong.
    """

    kind: str
    ref: int
    version: int
    title: str
    title_en: str = ""
    names: str = ""
    body: str = ""
    group: str = ""
    province: str = ""
    commune: str = ""
    producer: str = ""
    showrooms: tuple[Room, ...] = ()
    stars: tuple[Interval, ...] = ()
    price: int | None = None
    stock_until: date | None = None
    shown_until: date = date.max
    published: date = date.min

    def content(self) -> str:
        """Everything but the version, as text that is the same for the same document."""
        return json.dumps(asdict(replace(self, version=0)), default=str, ensure_ascii=False)


@dataclass(frozen=True)
class Gone:
    """A document that has to leave the index."""

    kind: str
    ref: int
    version: int


@dataclass(frozen=True)
class Query:
    """One question. Values of a facet are joined by "or", facets by "and"."""

    day: date
    text: str = ""
    kind: str = "product"
    selected: Mapping[str, frozenset[str]] = field(default_factory=dict)
    price_min: int | None = None
    price_max: int | None = None
    sort: str = "relevance"
    page: int = 1
    per_page: int = PER_PAGE


@dataclass(frozen=True)
class Choice:
    value: str
    count: int
    is_selected: bool


@dataclass(frozen=True)
class Result:
    """The answer to one Query.

    refs: one page of what fits every word; others: what fits some of the words, only where
    refs are few. corrected: the words that were searched for instead, when none fitted as typed.
    facets: each counted as if nothing were chosen in it. prices: lowest and highest before the
    price filter. degraded: a stand-in answered, without facets.
    """

    refs: tuple[int, ...] = ()
    others: tuple[int, ...] = ()
    total: int = 0
    facets: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    prices: tuple[int, int] | None = None
    corrected: str = ""
    engine: str = ""
    degraded: bool = False
    took_ms: float = 0.0
