"""/office/products/: every product, whether it is on sale, and why not."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog import sheets
from catalog.certification import stars_of
from catalog.models import StarCertification
from catalog.office.changes import told
from catalog.reference import current_groups
from catalog.selling import why_not
from catalog.texts import text
from marketplace.kernel import clock, money
from marketplace.kernel.accounts.roles import officer_required
from marketplace.kernel.text import slug
from marketplace.shop.forms.makers_filters import GoodsFilters
from marketplace.shop.obstacles import (
    BLOCKS,
    codes_of,
    products_by_obstacle,
    products_with_obstacles,
)

from .products_words import SHORT, gaps, reasons

PER_PAGE = 50
NEWEST = 20
WRITERS = {"xlsx": sheets.as_xlsx, "csv": sheets.as_csv}
# So many products are read at once for a file.
AT_ONCE = 1_000
Status = StarCertification.Status


@officer_required
@require_safe
def product_list(request):
    """The products that fit the filters, and how many of them are on sale. Constant queries."""
    form, day = _filters(request), clock.today()
    asked = form.asked
    found = _found(asked, day)
    page = Paginator(_ids(found, asked), PER_PAGE).get_page(request.GET.get("page"))
    ids = list(page.object_list)
    stars = stars_of(ids, day)
    context = {
        "title": _("Products"),
        "icon": "tag",
        "form": form,
        "day": day,
        "page": page,
        "rows": [_row(product, stars) for product in _products(ids, day)],
        "sales": _sales(found, asked.get("sale", "")),
    }
    return render(request, "office/products.html", context)


@officer_required
@require_safe
def product_file(request, kind):
    """The whole list that the filters show, as a file. kind: "xlsx" or "csv"."""
    day, asked = clock.today(), _filters(request).asked
    ids = _ids(_found(asked, day), asked)
    return WRITERS[kind](f"products-{day:%Y-%m-%d}", _heads(day), _lines(ids, day))


@officer_required
@require_safe
def product(request, pk):
    """One product: on sale or why not, what is known, its prices and who changed it."""
    day = clock.today()
    one = get_object_or_404(_named(products_with_obstacles(day)), pk=pk)
    changes = one.facts_changes.select_related("by")[:NEWEST]
    context = {
        "title": one.title,
        "subtitle": one.facts.producer.trade_name,
        "icon": "tag",
        "product": one,
        "facts": one.facts,
        "group": _said(one.facts.group),
        "set": _said(one.facts.set),
        "day": day,
        "price": _price(one),
        "star": stars_of([pk], day).get(pk),
        "reasons": reasons(one, why_not([pk], day).get(pk), _waiting(one)),
        "gaps": gaps(one),
        "photos": one.photos.select_related("image").prefetch_related("image__renditions"),
        "changes": told(list(changes)),
        "prices": one.price_changes.select_related("by")[:NEWEST],
    }
    return render(request, "office/product.html", context)


def _waiting(product) -> StarCertification | None:
    unverified = product.certifications.filter(status__in=[Status.PENDING, Status.DRAFT])
    return unverified.order_by("-pk").first()


def _filters(request) -> GoodsFilters:
    return GoodsFilters(request.GET, reasons=SHORT, groups=current_groups())


def _named(products):
    return products.select_related(
        "facts__group", "facts__set", "facts__producer__place__commune__parent"
    )


def _found(asked: dict, day):
    """The products that fit every filter but whether they are on sale."""
    rows = products_by_obstacle(day)
    if province := asked.get("province"):
        rows = rows.filter(facts__producer__place__commune__parent=province)
    if group := asked.get("group"):
        rows = rows.filter(facts__group__identifier=group)
    if status := asked.get("status"):
        rows = rows.filter(facts__status=status)
    if because := asked.get("because"):
        rows = rows.filter(**{because: True})
    if words := asked.get("q"):
        rows = rows.filter(_called(words))
    return rows.order_by("title", "pk")


def _called(words: str) -> Q:
    """By barcode, or by the name of product or producer without regard to marks."""
    by_barcode, name = Q(facts__gtin=words), slug(words)
    if not name:
        return by_barcode
    return by_barcode | Q(slug__contains=name) | Q(facts__producer__slug__contains=name)


def _ids(rows, asked: dict):
    """The products of the list, by id, in its order."""
    sale = asked.get("sale")
    chosen = rows.filter(is_on_sale=sale == "on") if sale else rows
    return chosen.values_list("pk", flat=True)


def _products(ids, day) -> list:
    """These products with all that a row names, in this order; three queries."""
    found = _named(products_with_obstacles(day)).in_bulk(list(ids))
    return [found[pk] for pk in ids if pk in found]


def _sales(rows, chosen: str) -> list[tuple]:
    """(which, its name, how many, whether it is chosen) of each tab; one query."""
    counts = rows.order_by().aggregate(all=Count("pk"), on=Count("pk", filter=Q(is_on_sale=True)))
    named = (
        ("", _("All"), counts["all"]),
        ("on", _("On sale"), counts["on"]),
        ("off", _("Not on sale"), counts["all"] - counts["on"]),
    )
    return [(sale, label, count, sale == chosen) for sale, label, count in named]


def _row(product, stars) -> dict:
    star = stars.get(product.pk)
    return {
        "product": product,
        "producer": product.facts.producer,
        "group": _said(product.facts.group),
        "price": _price(product),
        "stars": star.stars if star else None,
        "because": [SHORT[code] for code in codes_of(product, BLOCKS)],
    }


def _said(row) -> str:
    return str(text(row.name, row.name_en, get_language() or "vi")) if row else ""


def _price(product) -> int | None:
    return None if product.dong is None else money.whole(product.dong)


def _heads(day) -> list[str]:
    on = date_format(day, "d/m/Y")
    return [
        _("Number in this shop"),
        _("Name of the product"),
        _("Name in English"),
        pgettext("of a certificate", "Producer"),
        _("Tax code"),
        _("Commune"),
        _("Province"),
        _("Group"),
        _("Set"),
        _("Shown as"),
        _("Stars on %s") % on,
        _("Last day in force"),
        _("Price, dong"),
        _("Net content"),
        _("Unit of the content"),
        _("Weight with packaging, in grams"),
        _("Barcode (13 digits)"),
        _("On sale on %s") % on,
        _("Not on sale because"),
    ]


def _lines(ids, day):
    """Rows of the file, a thousand products at a time."""
    every = list(ids)
    for start in range(0, len(every), AT_ONCE):
        some = every[start : start + AT_ONCE]
        stars = stars_of(some, day)
        for product in _products(some, day):
            yield _cells(product, stars.get(product.pk))


def _cells(product, star) -> list:
    facts, commune = product.facts, product.facts.producer.place.commune
    return [
        product.pk,
        product.title,
        facts.title_en,
        facts.producer.legal_name,
        facts.producer.tax_code,
        commune.name,
        commune.parent.name if commune.parent else "",
        _said(facts.group),
        _said(facts.set),
        facts.get_status_display(),
        star.stars if star else None,
        star.valid_until if star else None,
        _price(product),
        facts.net_content,
        facts.get_net_unit_display() if facts.net_content else "",
        facts.parcel_weight_g,
        facts.gtin,
        _("yes") if product.is_on_sale else _("no"),
        "; ".join(str(SHORT[code]) for code in codes_of(product, BLOCKS)),
    ]
