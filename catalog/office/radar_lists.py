"""/office/radar/certificates/ and /office/radar/products/: the records behind the figures."""

from collections import defaultdict

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog import radar, radar_gaps, sheets
from catalog.models import ExpiryNotice
from catalog.places import full_name
from catalog.radar_notices import THRESHOLDS
from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import officer_required

from .radar_filters import GapForm, RadarForm
from .radar_views import PER_PAGE


@officer_required
@require_safe
def certificates(request):
    """The certificates that end within the window, and when each was announced."""
    form, day = RadarForm(request.GET), clock.today()
    rows = radar.ending(day, form.where, form.window)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    counts = radar.totals(radar.ending(day, form.where), day)
    context = {
        "title": _("Certificates that end"),
        "icon": "warning",
        "form": form,
        "day": day,
        "page": page,
        "rows": [
            (row, (row.last_day - day).days, told) for row, told in _with_notices(page.object_list)
        ],
        "first_notice": max(THRESHOLDS),
        "windows": [
            (months, _within(months), count, months == form.window)
            for months, count in zip(radar.WINDOWS, counts, strict=True)
        ],
        "of": _of(form),
    }
    return render(request, "catalog/office/radar_certificates.html", context)


@officer_required
@require_safe
def certificates_file(request, ending):
    """The whole list as a file. ending: "xlsx" or "csv"."""
    form, day = RadarForm(request.GET), clock.today()
    rows = _with_notices(radar.ending(day, form.where, form.window))
    heads = [
        pgettext("of a certificate", "Product"),
        pgettext("of a certificate", "Producer"),
        _("Tax code"),
        _("Telephone"),
        _("Commune"),
        _("Province"),
        _("Stars on %s") % date_format(day, "d/m/Y"),
        _("Decision"),
        _("Last day in force"),
        _("Days left"),
        _("New decision is being checked"),
        _("Last announced on"),
    ]
    cells = (_certificate_cells(row, told, day) for row, told in rows)
    return sheets.WRITERS[ending](f"ocop-ending-{day:%Y-%m-%d}", heads, cells)


@officer_required
@require_safe
def products(request):
    """The products that lack what was asked for."""
    form, day = GapForm(request.GET), clock.today()
    gap, kind = form.read("gap"), form.read("kind")
    page = Paginator(radar_gaps.products(day, form.where, gap=gap, kind=kind), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "title": _("Products that are not ready"),
        "icon": "tag",
        "form": form,
        "day": day,
        "page": page,
        "rows": [(row, radar_gaps.KINDS[row.kind], _lacks(row)) for row in page],
        "gaps": _gap_tabs(radar_gaps.products(day, form.where, kind=kind), gap),
        "of": _of(form),
    }
    return render(request, "catalog/office/radar_products.html", context)


@officer_required
@require_safe
def products_file(request, ending):
    """The whole list as a file. ending: "xlsx" or "csv"."""
    form, day = GapForm(request.GET), clock.today()
    rows = radar_gaps.products(day, form.where, gap=form.read("gap"), kind=form.read("kind"))
    heads = [
        pgettext("of a certificate", "Product"),
        pgettext("of a certificate", "Producer"),
        _("Telephone"),
        _("Commune"),
        _("Province"),
        _("Standing on %s") % date_format(day, "d/m/Y"),
        *map(str, radar_gaps.GAPS.values()),
    ]
    return sheets.WRITERS[ending](f"ocop-gaps-{day:%Y-%m-%d}", heads, map(_product_cells, rows))


def _with_notices(rows) -> list[tuple]:
    """Each certificate with the newest notice of its end, or None; one query beside the rows."""
    rows = list(rows)
    newest: dict[tuple, ExpiryNotice] = {}
    ids = [row.pk for row in rows]
    for notice in ExpiryNotice.objects.filter(certification__in=ids).order_by("at", "pk"):
        newest[notice.certification_id, notice.last_day] = notice
    return [(row, newest.get((row.pk, row.last_day))) for row in rows]


def _within(months: int) -> str:
    return ngettext("within %s month", "within %s months", months) % months


def _of(form) -> str:
    """The commune or producer whose number was followed."""
    where = form.where
    if where.producer:
        return str(where.producer)
    return full_name(where.commune, get_language() or "vi") if where.commune else ""


def _gap_tabs(rows, chosen: str) -> list[tuple]:
    """(gap, its name, how many, whether it is chosen)."""
    counts: defaultdict[str, int] = defaultdict(int)
    for (gap, _kind), count in radar_gaps.counted(rows).items():
        counts[gap] += count
    named = {"": _("All"), radar_gaps.ANY: _("Lacking anything"), **radar_gaps.GAPS}
    return [(gap, label, counts[gap], gap == chosen) for gap, label in named.items()]


def _lacks(row) -> list[tuple[str, str]]:
    """(what is missing, where it is put right) of each gap."""
    return [
        (label, reverse(_CURES[gap], args=[row.pk]))
        for gap, label in radar_gaps.GAPS.items()
        if getattr(row, f"lacks_{gap}")
    ]


# The product's form; a scan is put with the decision, which its history leads to.
_CURES = dict.fromkeys(radar_gaps.GAPS, "office_product_edit") | {
    "papers": "office_product_history"
}


def _maker_cells(producer) -> list:
    commune = producer.place.commune
    return [producer.phone, commune.name, commune.parent.name if commune.parent else ""]


def _certificate_cells(row, told: ExpiryNotice | None, day) -> list:
    maker = row.product.facts.producer
    return [
        row.product.title,
        maker.legal_name,
        maker.tax_code,
        *_maker_cells(maker),
        row.stars,
        row.decision.number,
        row.last_day,
        (row.last_day - day).days,
        _("yes") if row.successor_waits else "",
        clock.day_of(told.at) if told else "",
    ]


def _product_cells(row) -> list:
    return [
        row.product.title,
        row.producer.legal_name,
        *_maker_cells(row.producer),
        str(radar_gaps.KINDS[row.kind]),
        *(_("yes") if getattr(row, f"lacks_{gap}") else "" for gap in radar_gaps.GAPS),
    ]
