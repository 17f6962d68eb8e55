"""/office/reports/: the reports, one of them, its counting, and making it final."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import officer_required
from marketplace.reports import closing, counting, errors, words
from marketplace.reports.checks import contradictions
from marketplace.reports.forms import ReasonForm, ReportForm
from marketplace.reports.models import Count, Report, Snapshot
from marketplace.reports.naming import frame_of, title
from marketplace.reports.printed import drawn, tables_of
from marketplace.reports.shown import Shown

from .asked import asked_version, found_report

ON_A_PAGE = 30
# How soon a page that waits for a count looks again, in seconds.
LOOK_AGAIN = 2


@officer_required
@require_safe
def report_list(request):
    """Every report, the latest period first, and how far it is."""
    light = (
        Prefetch("snapshots", Snapshot.objects.defer("figures", "lines")),
        Prefetch("counts", Count.objects.defer("figures", "lines")),
    )
    reports = Report.objects.select_related("area").prefetch_related(*light)
    page = Paginator(reports, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [_listed(report) for report in page]
    context = {"title": _("Half-year and annual reports"), "icon": "table"}
    return render(request, "reports/list.html", context | {"page": page, "rows": rows})


@officer_required
def new_report(request):
    """Choose period and place; the same choice leads to the report that is there."""
    form = ReportForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        report = counting.plan(form.scope(), by=request.user)
        return redirect("office_report", report.pk)
    context = {"title": _("New report"), "icon": "table", "form": form}
    return render(request, "reports/new.html", context)


@officer_required
@require_safe
def report(request, pk):
    """The figures, what does not agree in them, and how to make them final."""
    found = found_report(pk)
    told = asked_version(request, found)
    running = found.counts.filter(state__in=(Count.State.WAITING, Count.State.COUNTING)).first()
    failed = found.counts.filter(state=Count.State.FAILED).exists()
    context = _heading(told) | _figures(told) | {"running": running, "failed": failed}
    response = render(request, "reports/report.html", context | _state(told))
    if running:
        response["Refresh"] = str(LOOK_AGAIN)
    return response


@officer_required
@require_POST
def count_again(request, pk):
    """Count anew: a draft, or the beginnings of a correction."""
    counting.ask(get_object_or_404(Report, pk=pk))
    return redirect("office_report", pk)


@officer_required
@require_POST
def make_final(request, pk):
    """Freeze the figures, or say why not."""
    found = found_report(pk)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        made = closing.close(found, by=request.user, reason=reason)
    except errors.ReportRefused as refusal:
        messages.error(request, refused(refusal))
    else:
        told = _("Final: version %s. It no longer changes and stands in the public figures.")
        messages.success(request, told % made.version)
    return redirect("office_report", pk)


def refused(refusal: errors.ReportRefused) -> str:
    """Why a report was not made final, in a sentence."""
    if isinstance(refusal, errors.Contradicts):
        return _("Not final: %s sums do not agree. They are told below.") % len(
            refusal.contradictions
        )
    if isinstance(refusal, errors.NotOver):
        return _("Not final: the period lasts until %s.") % date_format(refusal.day, "d/m/Y")
    if isinstance(refusal, errors.ReasonNeeded):
        return _("Not final: a correction needs its reason.")
    if isinstance(refusal, errors.RegisterMoved):
        return _("Not final: the register has changed since the count. Count again.")
    return _("Not final: nothing is counted yet.")


def _listed(row: Report) -> dict:
    versions, counts = row.snapshots.all(), row.counts.all()
    return {
        "report": row,
        "title": title(frame_of(row)),
        "map": row.get_geography_display(),
        "final": max(versions, key=lambda made: made.version, default=None),
        "draft": bool(counts),
    }


def _heading(told: Shown) -> dict:
    frame = told.figures["frame"] if told.figures else frame_of(told.report)
    return {
        "title": title(frame),
        "subtitle": words.map_name(frame),
        "icon": "table",
        "report": told.report,
        "shown": told,
        "records_at": _records_at(told),
    }


def _records_at(told: Shown) -> str:
    """The address of the lists behind the numbers of this version, ready for a selection."""
    version = f"version={told.version}&" if told.version else ""
    return f"{reverse('office_report_records', args=[told.report.pk])}?{version}"


def _figures(told: Shown) -> dict:
    if told.figures is None:
        return {"pairs": [], "contradictions": []}
    pairs = drawn(tables_of(told.figures))
    found = [] if told.version else contradictions(told.figures)
    return {"pairs": pairs, "contradictions": [words.sentence(one) for one in found]}


def _state(told: Shown) -> dict:
    """What may be done with the draft, and which versions there are."""
    versions = list(told.report.snapshots.defer("figures", "lines").select_related("closed_by"))
    is_draft = told.figures is not None and told.version is None
    stale = is_draft and told.row.mark != counting.mark_of(told.report)
    return {
        "versions": versions,
        "is_draft": is_draft,
        "stale": stale,
        "to_come": told.report.ends_on > clock.today(),
        "reason_form": ReasonForm(label_suffix="") if versions else None,
    }
