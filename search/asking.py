"""The address of the catalogue as a question, and a question as an address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import Http404, QueryDict

from marketplace.kernel.text import FORBIDDEN, nfc

from .query import FACETS, SORTS, Query

PARAMETERS = ("q", *FACETS, "price_min", "price_max", "sort", "page")
LONGEST_TEXT = 200
MOST_VALUES = 20
_CONTROL = re.compile(f"{FORBIDDEN.pattern}|[\\x01-\\x1f\\x7f]")
_VALUE = re.compile(r"[\w-]{1,120}", re.ASCII)
# 1 to 999.999.999.999 dong, written with or without separators and sign.
_PRICE = re.compile(r"[0-9][0-9., \u00a0]{0,20}[₫đ]?")
_PAGE = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)


@dataclass(frozen=True)
class Asked:
    """A question, and the names of the parameters that could not be understood."""

    query: Query
    ignored: tuple[str, ...] = ()


def understand(sent: QueryDict, day: date, known) -> Asked:
    """The question that an address asks; raises Http404 for a page that cannot exist.

    known(facet, values) says which values name something; others are left out and told of.
    """
    ignored: list[str] = []
    selected = dict(_selected(sent, known, ignored))
    low, high = (_price(sent, name, ignored) for name in ("price_min", "price_max"))
    if low is not None and high is not None and low > high:
        low, high = high, low
    query = Query(
        day=day,
        text=_text(sent.get("q", "")),
        selected=selected,
        price_min=low,
        price_max=high,
        sort=_sort(sent, ignored),
        page=_page(sent.get("page", "1")),
    )
    return Asked(query, tuple(dict.fromkeys(ignored)))


def parameters(query: Query) -> list[tuple[str, str]]:
    """The question as parameters in one fixed order, without the page."""
    pairs = [("q", query.text)] if query.text else []
    pairs += [(facet, value) for facet in FACETS for value in sorted(query.selected.get(facet, ()))]
    for name in ("price_min", "price_max"):
        if getattr(query, name) is not None:
            pairs.append((name, str(getattr(query, name))))
    if query.sort != SORTS[0]:
        pairs.append(("sort", query.sort))
    return pairs


def _text(text: str) -> str:
    return nfc(_CONTROL.sub(" ", text[:LONGEST_TEXT])).strip()


def _selected(sent: QueryDict, known, ignored: list[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for facet in FACETS:
        values = set(filter(None, sent.getlist(facet)[:MOST_VALUES]))
        good = {value for value in values if _VALUE.fullmatch(value)}
        good &= known(facet, good) if good else set()
        if good != values:
            ignored.append(facet)
        if good:
            yield facet, frozenset(good)


def _price(sent: QueryDict, name: str, ignored: list[str]) -> int | None:
    text = sent.get(name, "").strip()
    if not text:
        return None
    digits = re.sub(r"\D", "", text) if _PRICE.fullmatch(text) else ""
    if not 1 <= len(digits) <= 12:
        ignored.append(name)
        return None
    return int(digits)


def _sort(sent: QueryDict, ignored: list[str]) -> str:
    sort = sent.get("sort", "")
    if sort and sort not in SORTS:
        ignored.append("sort")
    return sort if sort in SORTS else SORTS[0]


def _page(text: str) -> int:
    if text and not _PAGE.fullmatch(text):
        raise Http404("no such page")
    return int(text or 1)
