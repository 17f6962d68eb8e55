"""/office/radar/: what ends soon and what is not ready, in figures that open their lists."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from catalog import radar, radar_gaps, sheets
from catalog.models import AdminUnit, Producer
from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import officer_required

from .radar_filters import RadarForm

PER_PAGE = 50


@officer_required
@require_safe
def overview(request):
    """Certificates that end, by place or producer, and products that are not ready."""
    form, day = RadarForm(request.GET), clock.today()
    rows = radar.ending(day, form.where)
    page = None
    if form.read("by") == "producer":
        page = Paginator(radar.makers(rows), PER_PAGE).get_page(request.GET.get("page"))
        figures = radar.by_producer(rows, day, page.object_list)
    else:
        figures = radar.by_place(rows, day, _level(form))
    context = {
        "title": _("Radar"),
        "icon": "warning",
        "form": form,
        "day": day,
        "by": form.read("by", "place"),
        "heads": [ngettext("%s month", "%s months", n) % n for n in radar.WINDOWS],
        "first": _first_head(form),
        "figures": [(figure.of, _cells(figure, form)) for figure in figures],
        "totals": _linked(radar.totals(rows, day), form, {}),
        "gaps": _gaps(form, day),
        "kinds": radar_gaps.KINDS.values(),
        "page": page,
    }
    return render(request, "catalog/office/radar.html", context)


@officer_required
@require_safe
def overview_file(request, ending):
    """The figures as a file, of all producers or places. ending: "xlsx" or "csv"."""
    form, day = RadarForm(request.GET), clock.today()
    rows = radar.ending(day, form.where)
    if form.read("by") == "producer":
        figures = radar.by_producer(rows, day, radar.makers(rows))
    else:
        figures = radar.by_place(rows, day, _level(form))
    heads = [_first_head(form), _("Province"), *_window_heads()]
    written = ([str(row.of), _province(row.of), *row.counts] for row in figures)
    return sheets.WRITERS[ending](f"ocop-radar-{day:%Y-%m-%d}", heads, written)


def _first_head(form) -> str:
    """What the rows of the figures are."""
    if form.read("by") == "producer":
        return pgettext("of a certificate", "Producer")
    return _("Commune") if _level(form) == "commune" else _("Province")


def _level(form) -> str:
    where = form.where
    return "commune" if where.province or where.commune else "province"


def _window_heads() -> list[str]:
    return [
        ngettext("within %s month", "within %s months", months) % months for months in radar.WINDOWS
    ]


def _cells(figure: radar.Figures, form) -> list[tuple[int, str]]:
    if isinstance(figure.of, Producer):
        of = {"maker": figure.of.pk}
    else:
        is_commune = figure.of.level == AdminUnit.Level.COMMUNE
        of = {"commune" if is_commune else "province": figure.of.pk}
    return _linked(figure.counts, form, of)


def _linked(counts, form, of: dict) -> list[tuple[int, str]]:
    """Each number with the address of its records."""
    return [
        (count, _address("office_radar_certificates", form, months=months, **of))
        for count, months in zip(counts, radar.WINDOWS, strict=True)
    ]


def _gaps(form, day) -> list[tuple]:
    """(what is missing, [(how many, their list)] by kind) of each row."""
    counts = radar_gaps.counted(radar_gaps.products(day, form.where))
    rows = {"": _("All products"), **radar_gaps.GAPS, radar_gaps.ANY: _("Lacking anything")}
    return [
        (
            label,
            [
                (counts[gap, kind], _address("office_radar_products", form, gap=gap, kind=kind))
                for kind in radar_gaps.KINDS
            ],
        )
        for gap, label in rows.items()
    ]


def _address(name: str, form, **query) -> str:
    """The address of a list that is narrowed as this page is."""
    where = form.where
    kept = {
        "province": where.province and where.province.pk,
        "commune": where.commune and where.commune.pk,
        "maker": where.producer and where.producer.pk,
        "producer": where.named,
    }
    asked = {name: value for name, value in {**kept, **query}.items() if value}
    return f"{reverse(name)}?{urlencode(asked)}"


def _province(of: AdminUnit | Producer) -> str:
    commune = of.place.commune if isinstance(of, Producer) else of
    return (commune.parent or commune).name
