"""/figures/: today's figures and every final report, for everybody."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from marketplace.kernel import clock
from marketplace.kernel.page_cache import cacheable_page
from marketplace.reports import files, words
from marketplace.reports.closing import finals
from marketplace.reports.models import Report, Snapshot
from marketplace.reports.naming import file_name, title
from marketplace.reports.printed import drawn, tables_of
from marketplace.reports.shown import Shown
from marketplace.reports.today import by_group_today

from .files import about, standing


@cacheable_page
@require_safe
def figures(request):
    """Today's figures, and the final reports to choose from."""
    context = {
        "day": clock.today(),
        "pairs": drawn([by_group_today(clock.today())]),
        "reports": [_listed(row) for row in finals()],
    }
    return render(request, "reports/public/figures.html", context)


@cacheable_page
@require_safe
def final(request, pk):
    """The newest version of one final report."""
    told = _final(pk)
    frame = told.figures["frame"]
    context = {
        "title": title(frame),
        "map": words.map_name(frame),
        "standing": standing(told),
        "pk": pk,
        "pairs": drawn(tables_of(told.figures)),
    }
    return render(request, "reports/public/report.html", context)


@cacheable_page
@require_safe
def final_file(request, pk, kind):
    """kind: "csv" or "json"."""
    told = _final(pk)
    name = file_name(told.figures["frame"], told.version)
    if kind == "csv":
        return files.figures_csv(name, tables_of(told.figures))
    return files.as_json(name, files.as_data(told.figures, about(told)))


@cacheable_page
@require_safe
def today_file(request, kind):
    """The live figures of today. kind: "csv" or "json"."""
    day = clock.today()
    table = by_group_today(day)
    name = f"ocop-{day.isoformat()}"
    if kind == "csv":
        return files.figures_csv(name, [table])
    data = {"status": "live", "day": day.isoformat(), "tables": [files.table_data(table)]}
    return files.as_json(name, data)


def _final(pk: int) -> Shown:
    row = finals().filter(report=get_object_or_404(Report, pk=pk)).first()
    if row is None:
        raise Http404
    return Shown(row.report, row.figures, row.counted_at, row, row.version)


def _listed(row: Snapshot) -> dict:
    closing = row.figures["closing"]
    told = {name: words.number(closing[name]) for name in ("products", "producers")}
    return {
        "pk": row.report_id,
        "title": title(row.figures["frame"]),
        "map": words.map_name(row.figures["frame"]),
        "told": _("%(products)s products of %(producers)s producers") % told,
        "closed_at": row.closed_at,
        "version": row.version,
    }
