"""The words of the reports: headings of stars, changes and typed figures, and contradictions."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from catalog.models import LegalForm
from catalog.places import BEFORE
from catalog.sales_channels import channels

from . import legal_forms
from .checks import Contradiction
from .lines import UNKNOWN
from .models import AssessmentRound, TypedFigure

STAR_NAMES = {
    "3": gettext_lazy("3 stars"),
    "4": gettext_lazy("4 stars"),
    "4p": gettext_lazy("4 stars, potential 5"),
    "5": gettext_lazy("5 stars"),
    "products": gettext_lazy("products"),
}
CHANGES = {
    "new": gettext_lazy("New: certified for the first time"),
    "upgraded": gettext_lazy("Raised"),
    "lowered": gettext_lazy("Lowered"),
    "renewed": gettext_lazy("Re-certified with the same stars"),
    "revoked": gettext_lazy("Revoked"),
    "expired": gettext_lazy("Expired"),
    "revoked_late": gettext_lazy("Revoked after it had expired"),
}
KINDS = {
    "opening": gettext_lazy("With a star the day before the period"),
    "closing": gettext_lazy("With a star at the end"),
    "award": gettext_lazy("Certified in the period"),
    "end": gettext_lazy("Star ended in the period"),
    "sale": gettext_lazy("Sold in the period"),
}
NOT_KNOWN = pgettext_lazy("of a place", "not known on this map")


def day(iso: str) -> str:
    """An ISO day as 30/06/2026."""
    return date_format(date.fromisoformat(iso), "d/m/Y") if iso else ""


def number(value: int) -> str:
    """1234 is "1.234" in Vietnamese and "1,234" in English."""
    told = f"{value:,}"
    return told if get_language() == "en" else told.replace(",", ".")


def named(pair: list[str]) -> str:
    """The Vietnamese or the English name of [vi, en]; nothing for nothing."""
    if not pair:
        return ""
    return pair[1] if get_language() == "en" and pair[1] else pair[0]


def period(frame: dict) -> str:
    """ "first half of 2026", "the year 2026", or its days."""
    first, last = date.fromisoformat(frame["starts_on"]), date.fromisoformat(frame["ends_on"])
    if frame["kind"] == "year":
        return _("the year %s") % first.year
    if frame["kind"] == "half_year":
        half = _("the first half of %s") if first.month == 1 else _("the second half of %s")
        return half % first.year
    span = {"first": day(frame["starts_on"]), "last": day(frame["ends_on"])}
    return _("%(first)s to %(last)s") % span if first < last else span["last"]


def area(frame: dict) -> str:
    return named(frame["area"]) or _("all provinces of the register")


def map_name(frame: dict) -> str:
    if frame["map"] == BEFORE:
        return _("Places as before 1 July 2025")
    return _("Places of today, since 1 July 2025")


def form(key: str) -> str:
    return str(legal_forms.name(key)) if key else str(NOT_KNOWN)


def channel(key: str) -> str:
    """The channel's name; a channel that is gone keeps its key."""
    return next((str(known.label) for known in channels() if known.key == key), key)


def figure(code: str) -> str:
    """What a typed figure is called, without "target:" before it."""
    label = str(TypedFigure.Code(code).label)
    return label.partition(": ")[2] or label


def column(name: str) -> str:
    """What a column of a round is called."""
    return str(AssessmentRound._meta.get_field(name).verbose_name)


_SENTENCES = {
    "stars": gettext_lazy("%(first)s products have a star, but the stars add up to %(second)s."),
    "groups": gettext_lazy(
        "%(first)s products have a star, but the groups add up to %(second)s: a product has no"
        " group."
    ),
    "forms": gettext_lazy(
        "%(first)s products have a star, but the legal forms add up to %(second)s: a product has"
        " no producer."
    ),
    "places": gettext_lazy(
        "%(first)s products have a star, but the places add up to %(second)s: a producer is not"
        " found on this map."
    ),
    "producers": gettext_lazy(
        "There are %(first)s producers, but their legal forms add up to %(second)s."
    ),
    "twice": gettext_lazy(
        "%(first)s certificates are in force at the end for %(second)s products: a product has two."
    ),
    "register": gettext_lazy(
        "%(first)s certificates were counted in all, but the register has %(second)s products"
        " with a star."
    ),
    "unplaced": gettext_lazy(
        "%(first)s products may lie in this area, but only %(second)s are found on this map."
        " Enter the former commune of their producers."
    ),
    "balance": gettext_lazy(
        "By the changes of the period %(first)s products should have a star at the end, but it"
        " is %(second)s."
    ),
    "previous": gettext_lazy(
        "The final report before this one ended with %(first)s (%(about)s), but this one begins"
        " with %(second)s. Correct that report, or look for what was recorded later."
    ),
    "round_parts": gettext_lazy(
        "Round “%(about)s”: %(first)s entered, but first time, upgrade and re-evaluation add up"
        " to %(second)s."
    ),
    "round_producers": gettext_lazy(
        "Round “%(about)s”: %(first)s producers, but first time and returning add up to %(second)s."
    ),
    "round_outcome": gettext_lazy(
        "Round “%(about)s”: %(first)s entered, but %(second)s reached a result."
    ),
    "round_twice": gettext_lazy(
        "Round “%(about)s” stands here %(first)s times instead of %(second)s."
    ),
    "reached": gettext_lazy(
        "The rounds say that %(first)s products reached %(about)s, but the register counts"
        " %(second)s in the period."
    ),
    "entered": gettext_lazy(
        "The rounds say that %(first)s products entered, but the register has %(second)s that"
        " were certified."
    ),
    "upgrades": gettext_lazy(
        "The rounds say that %(first)s products entered for an upgrade, but the register has"
        " %(second)s that were raised."
    ),
    "stated": gettext_lazy(
        "The paper states %(first)s (%(about)s), but the register has %(second)s."
    ),
    "range": gettext_lazy("“%(about)s” runs from %(first)s up to %(second)s."),
    "share": gettext_lazy("“%(about)s” is %(first)s %% and cannot be more than %(second)s %%."),
    "channel": gettext_lazy(
        "%(about)s: the sales add up to %(first)s ₫, but the channel says %(second)s ₫."
    ),
    "certified": gettext_lazy(
        "%(about)s: %(first)s ₫ were sold in all, but %(second)s ₫ of products with a star."
    ),
    "negative": gettext_lazy("“%(about)s” is %(first)s; nothing can be less than %(second)s."),
}


def sentence(found: Contradiction) -> str:
    """A contradiction, with both figures."""
    figures = {"first": number(found.first), "second": number(found.second)}
    return _SENTENCES[found.code] % (figures | {"about": _about(found)})


def _about(found: Contradiction) -> str:
    if found.about in STAR_NAMES:
        return str(STAR_NAMES[found.about])
    if found.about in TypedFigure.Code.values:
        return figure(found.about)
    known = {known.key for known in channels()}
    return channel(found.about) if found.about in known else found.about or str(UNKNOWN)


def legal_form(code: str) -> str:
    """A code that is none, or none any more, stands for itself."""
    return str(LegalForm(code).label) if code in LegalForm.values else code


def group(key: str, frame: dict) -> str:
    return next((named(names) for known, *names in frame["groups"] if known == key), key)


def place(code: str, frame: dict) -> str:
    return next((named(names) for known, *names in frame["places"] if known == code), code)


def change(kind: str, key: str, mark: str) -> str:
    """What happened to the certificate of a line, or through which channel goods were sold."""
    if kind == "sale":
        return channel(key)
    told = str(CHANGES.get(key, ""))
    return f"{told}, {_('after days without a star')}" if mark == "gap" else told
