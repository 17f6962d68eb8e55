"""/office/producers/: who makes it, where, and who can be called."""

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from catalog import sheets
from catalog.models import Producer, ProducerMember
from catalog.office.changes import told
from marketplace.kernel import clock, phone
from marketplace.kernel.accounts.roles import officer_required
from marketplace.kernel.text import fold, slug
from marketplace.shop.forms.makers import MakerForm
from marketplace.shop.forms.makers_filters import MakerFilters
from marketplace.shop.fresh_zones import zones_of
from marketplace.shop.models import ShippingBand
from marketplace.shop.obstacles import BLOCKS, codes_of, products_with_obstacles

from .products_words import SHORT

PER_PAGE = 50
NEWEST = 20
MOST_PRODUCTS = 200
WRITERS = {"xlsx": sheets.as_xlsx, "csv": sheets.as_csv}
_OF_STATE = {
    "active": Q(is_active=True),
    "inactive": Q(is_active=False),
    "no_products": Q(product_count=0),
    "no_people": Q(has_people=False),
    "no_tax_code": Q(tax_code__isnull=True),
}
ZONES = dict(ShippingBand.Zone.choices)


@officer_required
@require_safe
def producer_list(request):
    """The producers that fit the filters. Constant queries."""
    form = MakerFilters(request.GET)
    page = Paginator(_found(form.asked), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": pgettext("of the register", "Producers"),
        "icon": "group",
        "form": form,
        "page": page,
    }
    return render(request, "office/producers.html", context)


@officer_required
@require_safe
def producer_file(request, kind):
    """The whole list that the filters show, as a file. kind: "xlsx" or "csv"."""
    makers = _found(MakerFilters(request.GET).asked)
    name = f"producers-{clock.today():%Y-%m-%d}"
    return WRITERS[kind](name, _heads(), (_cells(maker) for maker in makers))


@officer_required
@require_safe
def producer(request, pk):
    """One producer: its facts, its people, its products and who changed it."""
    maker = get_object_or_404(_makers(), pk=pk)
    changes = maker.changes.select_related("by")[:NEWEST]
    products = products_with_obstacles(clock.today()).filter(facts__producer=maker)
    context = {
        "title": maker.trade_name,
        "icon": "group",
        "maker": maker,
        "zones": [ZONES[zone] for zone in zones_of(maker)],
        "people": maker.members.select_related("user").order_by("since", "pk"),
        "products": [_row(one) for one in products.order_by("title", "pk")[:MOST_PRODUCTS]],
        "changes": tell(list(changes)),
    }
    return render(request, "office/producer.html", context)


def tell(changes) -> list[dict]:
    """The log of a producer in words, with what the shop keeps of it."""
    label = MakerForm.base_fields["fresh_zones"].label
    return told(changes, labels={"fresh_zones": label}, choices={"fresh_zones": ZONES})


def _row(product) -> dict:
    because = [SHORT[code] for code in codes_of(product, BLOCKS)]
    return {"product": product, "because": because}


def _makers():
    return Producer.objects.select_related("place__commune__parent").annotate(
        product_count=Count("products"),
        has_people=Exists(ProducerMember.objects.filter(producer=OuterRef("pk"))),
    )


def _found(asked: dict):
    rows = _makers()
    if province := asked.get("province"):
        rows = rows.filter(place__commune__parent=province)
    if form := asked.get("legal_form"):
        rows = rows.filter(legal_form=form)
    if state := asked.get("state"):
        rows = rows.filter(_OF_STATE[state])
    if words := asked.get("q"):
        rows = rows.filter(_called(words))
    return rows.order_by("trade_name", "pk")


def _called(words: str) -> Q:
    """By tax code, or by any name it has or had, without regard to marks."""
    named = Q(tax_code__startswith=words)
    if name := slug(words):
        named |= Q(slug__contains=name)
    return named | Q(pk__in=_once_called(fold(words)))


def _once_called(name: str) -> list[int]:
    """Former names are a list in one column, which no database folds."""
    kept = Producer.objects.values_list("pk", "legal_name", "former_names")
    return [pk for pk, legal, former in kept if any(name in fold(n) for n in (legal, *former))]


def _heads() -> list[str]:
    return [
        _("Number in this shop"),
        _("Trade name"),
        _("Legal name"),
        _("Former and other names"),
        _("Legal form"),
        _("Tax code"),
        _("House number and street"),
        _("Hamlet"),
        _("Commune"),
        _("Province"),
        _("Telephone"),
        _("E-mail"),
        pgettext("how many", "Products"),
        _("Still works"),
    ]


def _cells(maker) -> list:
    place, commune = maker.place, maker.place.commune
    return [
        maker.pk,
        maker.trade_name,
        maker.legal_name,
        "; ".join(maker.former_names),
        maker.get_legal_form_display(),
        maker.tax_code,
        place.address_line,
        place.hamlet,
        commune.name,
        commune.parent.name if commune.parent else "",
        phone.display(maker.phone),
        maker.email,
        maker.product_count,
        _("yes") if maker.is_active else _("no"),
    ]
