"""What a row in doubt may mean: the producers and products that the second officer chooses from."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from oscar.apps.catalogue.models import Product

from catalog.intake.columns import columns_of
from catalog.models import ImportRun, Producer, ReviewRow, StarCertification

Kind = ImportRun.Kind
Subject = ReviewRow.Subject
OF_PRODUCTS = (Kind.DECISIONS, Kind.REVOCATIONS)
MOST_PRODUCTS = 60


@dataclass(frozen=True)
class Choices:
    """candidates: (value, label). may_be_new: the words for "none of these", empty if it cannot be.

    A value is "producer:12" or "product:34".
    """

    candidates: list[tuple[str, str]]
    may_be_new: str
    may_be_other: bool


def choices_for(row: ReviewRow) -> Choices:
    """What may be answered to a row that waits."""
    kind = row.run.kind
    if kind in OF_PRODUCTS:
        return Choices(_products(_meant(row)), "", may_be_other=True)
    if row.subject == Subject.PRODUCT:
        return Choices(_products(_meant(row)), _("None of these: a new product"), False)
    if kind == Kind.PRODUCTS:
        return Choices(_producers(row.candidates), "", may_be_other=False)
    return Choices(_producers(row.candidates), _("None of these: a new producer"), False)


def chosen(value: str) -> dict:
    """The producer or product that a value names, as apply_review takes it."""
    model, _colon, pk = value.partition(":")
    if model == Subject.PRODUCER:
        return {"producer": Producer.objects.get(pk=pk)}
    return {"product": Product.objects.get(pk=pk)} if model == Subject.PRODUCT else {}


def said(row: ReviewRow) -> list[tuple[str, str]]:
    """What the row says: header and text of each cell that holds something."""
    columns = {column.key: column for column in columns_of(row.run.kind)}
    return [
        (columns[key].header, _read(columns[key], text))
        for key, text in row.values.items()
        if key in columns
    ]


def _read(column, text: str) -> str:
    """A cell as people write it: days were kept as ISO dates."""
    if column.cell in ("day", "past_day"):
        return date_format(date.fromisoformat(text), "d/m/Y")
    return text


def named(row: ReviewRow) -> str:
    """The row in a few words: the product or the producer, as written."""
    keys = ("product", "title", "legal_name", "producer")
    words = [row.values[key] for key in keys if key in row.values]
    return " · ".join(words[:2])


def _meant(row: ReviewRow):
    if row.subject == Subject.PRODUCT:
        return Product.objects.filter(pk__in=row.candidates)
    return Product.objects.filter(facts__producer__in=row.candidates)


def _products(found) -> list[tuple[str, str]]:
    found = found.select_related("facts__producer__place__commune__parent")
    listed = list(found.order_by("title", "pk")[:MOST_PRODUCTS])
    rows = StarCertification.objects.filter(product__in=listed).select_related("decision")
    papers: dict[int, list[str]] = {}
    for row in rows.exclude(status=StarCertification.Status.VOIDED).order_by("effective_on"):
        told = f"{row.stars} ★ {row.decision} ({row.get_status_display()})"
        papers.setdefault(row.product_id, []).append(told)
    return [
        (
            f"{Subject.PRODUCT}:{product.pk}",
            " · ".join(
                [product.title, _placed(product.facts.producer), *papers.get(product.pk, [])]
            ),
        )
        for product in listed
    ]


def _producers(ids) -> list[tuple[str, str]]:
    found = Producer.objects.filter(pk__in=ids).select_related("place__commune__parent")
    return [
        (f"{Subject.PRODUCER}:{producer.pk}", _placed(producer))
        for producer in found.order_by("legal_name", "pk")
    ]


def _placed(producer: Producer) -> str:
    """The producer with what tells it from others: tax code, other names, place."""
    commune = producer.place.commune
    where = ", ".join(filter(None, [commune.name, commune.parent and commune.parent.name]))
    code = producer.tax_code and _("tax code %s") % producer.tax_code
    return "; ".join(filter(None, [producer.legal_name, code, *producer.former_names, where]))
