"""What the pages of one report read from their address."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from marketplace.reports.lines import UNKNOWN, UNKNOWN_IN_ADDRESS
from marketplace.reports.models import Report
from marketplace.reports.shown import Shown, shown

LONGEST = 40
COLUMNS = ("kind", "star", "group", "form", "place", "change", "mark")


def found_report(pk: int) -> Report:
    return get_object_or_404(Report.objects.select_related("area__parent"), pk=pk)


def asked_version(request, report: Report) -> Shown:
    """`?version=2`; without it the draft or the newest version. Raises Http404."""
    asked = request.GET.get("version", "")
    if asked and not (asked.isascii() and asked.isdigit() and len(asked) < 5 and int(asked)):
        raise Http404
    told = shown(report, int(asked) if asked else None)
    if told is None:
        raise Http404
    return told


def selection(request) -> dict[str, list[str]]:
    """Which records are asked for: the columns of a line, each with the values it may have."""
    found = {name: [*filter(None, request.GET.getlist(name))] for name in COLUMNS}
    return {
        name: [UNKNOWN if value == UNKNOWN_IN_ADDRESS else value for value in values]
        for name, values in found.items()
        if values and all(len(value) <= LONGEST for value in values)
    }
