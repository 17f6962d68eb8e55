"""What the catalogue page shows of an answer: facets with counts, chips, sorting."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from marketplace.kernel.money import format_dong
from marketplace.kernel.text import sort_key

from .asking import parameters
from .facet_names import FacetNames
from .query import Query, Result

TITLES = {
    "star": _("Stars"),
    "group": _("Product group"),
    "province": _("Province"),
    "commune": _("Commune"),
    "producer": _("Producer"),
    "showroom": _("In stock at a showroom"),
}
SORT_TITLES = {
    "relevance": _("Suggested"),
    "newest": _("Newest"),
    "price": _("Price: low to high"),
    "-price": _("Price: high to low"),
    "name": _("Name A–Z"),
}
# What a parameter of the address is called on the page.
PARAMETER_TITLES = {
    **TITLES,
    "price_min": _("Lowest price"),
    "price_max": _("Highest price"),
    "sort": _("Sort by"),
}
AT_ONCE = 8
_BY_NAME = ("province", "commune", "producer", "showroom")


@dataclass(frozen=True)
class Option:
    value: str
    name: str
    count: int
    is_selected: bool


@dataclass(frozen=True)
class Facet:
    """One facet as a list to choose from; what is seldom stands folded away in `more`."""

    name: str
    title: str
    options: tuple[Option, ...]
    more: tuple[Option, ...]

    @property
    def is_more_chosen(self) -> bool:
        return any(option.is_selected for option in self.more)


@dataclass(frozen=True)
class Chip:
    """One choice that is in force, with the address of the page without it."""

    name: str
    url: str


def address(query: Query) -> str:
    """The first page of a question, in the language that is read."""
    pairs = parameters(query)
    return reverse("products") + (f"?{urlencode(pairs)}" if pairs else "")


def facets(result: Result, names: FacetNames) -> list[Facet]:
    """Every facet, also one without choices: the page keeps a place for it."""
    return [_facet(name, result, names) for name in TITLES]


def chips(query: Query, names: FacetNames) -> list[Chip]:
    """What was chosen, facet by facet, the price last."""
    found = [
        Chip(names.of(facet).get(value, value), address(_without(query, facet, value)))
        for facet in TITLES
        for value in sorted(query.selected.get(facet, ()))
    ]
    if query.price_min is not None:
        found.append(_price_chip(query, "price_min", gettext("from %(price)s")))
    if query.price_max is not None:
        found.append(_price_chip(query, "price_max", gettext("up to %(price)s")))
    return found


def sorts(query: Query) -> list[Option]:
    return [Option(sort, title, 0, sort == query.sort) for sort, title in SORT_TITLES.items()]


def _facet(name: str, result: Result, names: FacetNames) -> Facet:
    choices = result.facets.get(name, ())
    names.learn(name, [choice.value for choice in choices])
    called = names.of(name)
    options = [
        Option(choice.value, called[choice.value], choice.count, choice.is_selected)
        for choice in choices
        if choice.value in called
    ]
    if name in _BY_NAME:
        first, more = options[:AT_ONCE], options[AT_ONCE:]
        more.sort(key=lambda option: sort_key(option.name))
    else:
        order = list(called)
        first, more = sorted(options, key=lambda option: order.index(option.value)), []
    return Facet(name, str(TITLES[name]), tuple(first), tuple(more))


def _without(query: Query, facet: str, value: str) -> Query:
    """Without a choice; a province takes its communes along."""
    selected = {**query.selected, facet: query.selected[facet] - {value}}
    if facet == "province":
        selected.pop("commune", None)
    return replace(query, selected=selected, page=1)


def _price_chip(query: Query, bound: str, words: str) -> Chip:
    price = format_dong(getattr(query, bound), get_language() or "vi")
    return Chip(words % {"price": price}, address(replace(query, page=1, **{bound: None})))
