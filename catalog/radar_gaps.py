"""What products lack before they can be shown well: photo, English text, weight, papers."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import BooleanField, Case, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from .certification.asks import in_force
from .models import ProductFacts, ProductPhoto, ProductStatus
from .radar import Where

GAPS = {
    "photo": _("No photo"),
    "english": _("No English text"),
    "weight": _("No parcel weight"),
    "papers": _("No scan of the decision"),
}
ANY = "any"
KINDS = {
    "certified": _("With a star today"),
    "candidate": _("Candidates"),
    "speciality": _("Without a star"),
}


def products(
    day: date, where: Where | None = None, *, gap: str = "", kind: str = ""
) -> QuerySet[ProductFacts]:
    """The facts of products that are not hidden, by name, with what each lacks on a day.

    gap: only those that lack it; ANY: that lack anything. kind: one of KINDS. Annotated with
    `kind` and with a flag lacks_… for each of GAPS: English where a Vietnamese text has none; a
    weight where something is sent; a scan where a star is in force.
    """
    rows = ProductFacts.objects.exclude(status=ProductStatus.HIDDEN).annotate(
        kind=_kind(day), **{_flag(name): asks(day) for name, asks in _LACKS.items()}
    )
    if kind:
        rows = rows.filter(kind=kind)
    if gap:
        rows = rows.filter(_lacking(GAPS if gap == ANY else [gap]))
    rows = rows.filter(**(where or Where()).filters("producer"))
    return rows.select_related("product", "producer__place__commune__parent").order_by(
        "product__slug", "pk"
    )


def counted(rows: QuerySet[ProductFacts]) -> Counter[tuple[str, str]]:
    """How many of the rows of `products` there are by (gap, kind); one query.

    The gap "" counts every product of a kind, ANY those that lack something.
    """
    groups = rows.order_by().values_list("kind", *map(_flag, GAPS)).annotate(count=Count("pk"))
    found: Counter[tuple[str, str]] = Counter()
    for kind, *lacks, count in groups:
        found["", kind] += count
        found[ANY, kind] += count if any(lacks) else 0
        for name, lacking in zip(GAPS, lacks, strict=True):
            found[name, kind] += count if lacking else 0
    return found


def _flag(name: str) -> str:
    return f"lacks_{name}"


def _lacking(names: Iterable[str]) -> Q:
    return reduce(or_, (Q(**{_flag(name): True}) for name in names))


def _star(day: date):
    return in_force(day).filter(product=OuterRef("pk"))


def _kind(day: date) -> Case:
    return Case(
        When(Exists(_star(day)), then=Value("certified")),
        When(status=ProductStatus.CANDIDATE, then=Value("candidate")),
        default=Value("speciality"),
    )


def _photo(day: date):
    return ~Exists(ProductPhoto.objects.filter(product=OuterRef("pk")))


def _english(day: date):
    """The name, and each text that there is in Vietnamese."""
    untold = Q(title_en="")
    for there, missing in _TEXTS.items():
        untold |= ~Q(**{there: ""}) & Q(**{missing: ""})
    return _true_where(untold)


def _weight(day: date):
    return _true_where(Q(parcel_weight_g=None, is_service=False))


def _papers(day: date):
    return Exists(_star(day).filter(decision__scan=None))


def _true_where(holds: Q) -> Case:
    return Case(When(holds, then=Value(True)), default=Value(False), output_field=BooleanField())


_TEXTS = {
    "summary": "summary_en",
    "product__description": "description_en",
    "ingredients": "ingredients_en",
    "storage": "storage_en",
}
_LACKS = {"photo": _photo, "english": _english, "weight": _weight, "papers": _papers}
