"""A report as a file, and as pages to print."""

from django.http import Http404
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import officer_required
from marketplace.reports import files, words
from marketplace.reports.naming import file_name, title
from marketplace.reports.printed import drawn, tables_of
from marketplace.reports.shown import Shown
from marketplace.reports.workbook import as_workbook

from .asked import asked_version, found_report


@officer_required
@require_safe
def report_file(request, pk, kind):
    """kind: "xlsx" (the province's form, with the records), "csv" or "json"."""
    told = _counted(request, pk)
    name = file_name(told.figures["frame"], told.version)
    if kind == "xlsx":
        return as_workbook(name, told.figures, standing(told), told.lines())
    if kind == "csv":
        return files.figures_csv(name, tables_of(told.figures))
    return files.as_json(name, files.as_data(told.figures, about(told)))


@officer_required
@require_safe
def to_print(request, pk):
    """The tables with their charts on white, without the office around them."""
    told = _counted(request, pk)
    frame = told.figures["frame"]
    context = {
        "title": title(frame),
        "map": words.map_name(frame),
        "standing": standing(told),
        "pairs": drawn(tables_of(told.figures)),
    }
    return render(request, "reports/print.html", context)


def standing(told: Shown) -> str:
    """Which version this is and when it was counted, in a sentence."""
    counted = date_format(told.counted_at.astimezone(clock.HANOI), "H:i d/m/Y")
    if told.version is None:
        return _("Draft, not final. Counted at %s.") % counted
    facts = {"version": told.version, "day": _day(told.row.closed_at), "counted": counted}
    words_ = _("Final, version %(version)s of %(day)s. Counted at %(counted)s.") % facts
    return f"{words_} {told.row.reason}".strip()


def about(told: Shown) -> dict:
    """The same for other programmes."""
    if told.version is None:
        return {"status": "draft", "counted_at": told.counted_at.isoformat()}
    return {
        "status": "final",
        "version": told.version,
        "correction": told.row.reason,
        "counted_at": told.counted_at.isoformat(),
        "closed_at": told.row.closed_at.isoformat(),
    }


def _day(moment) -> str:
    return date_format(clock.day_of(moment), "d/m/Y")


def _counted(request, pk) -> Shown:
    told = asked_version(request, found_report(pk))
    if told.figures is None:
        raise Http404
    return told
