"""What stands behind a number of a report, as a list and as a file."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog import sheets
from marketplace.kernel.accounts.roles import officer_required
from marketplace.reports import words
from marketplace.reports.files import record_heads, record_writer
from marketplace.reports.forms import SelectionForm
from marketplace.reports.legal_forms import kinds
from marketplace.reports.lines import matching
from marketplace.reports.naming import file_name, frame_of, title
from marketplace.reports.shown import Shown

from .asked import asked_version, found_report, selection

ON_A_PAGE = 50
WRITERS = {"xlsx": sheets.as_xlsx, "csv": sheets.as_csv}


@officer_required
@require_safe
def records(request, pk):
    """The records that a number counts, by product."""
    told = asked_version(request, found_report(pk))
    asked = selection(request)
    lines = _found(told, asked)
    page = Paginator(lines, ON_A_PAGE).get_page(request.GET.get("page"))
    frame = _frame(told)
    write = record_writer(frame)
    context = {
        "title": title(frame),
        "subtitle": ", ".join(_asked_in_words(asked, frame)) or _("All records"),
        "icon": "list-ul",
        "report": told.report,
        "shown": told,
        "page": page,
        "heads": record_heads(),
        "rows": [(line, write(line)) for line in page],
        "producers": len({line.producer_id for line in lines}),
        "query": request.GET.urlencode(),
        "kept": [(name, value) for name in ("change", "mark") for value in asked.get(name, ())],
        "form": SelectionForm(request.GET, frame=frame, label_suffix=""),
    }
    return render(request, "reports/records.html", context)


@officer_required
@require_safe
def records_file(request, pk, kind):
    """The whole list as a file. kind: "xlsx" or "csv"."""
    told = asked_version(request, found_report(pk))
    frame = _frame(told)
    rows = map(record_writer(frame), _found(told, selection(request)))
    return WRITERS[kind](f"{file_name(frame, told.version)}-list", record_heads(), rows)


def _found(told: Shown, asked: dict) -> list:
    lines = matching(told.lines(), asked)
    return sorted(lines, key=lambda line: (line.kind, line.producer, line.product, line.day))


def _frame(told: Shown) -> dict:
    if told.figures:
        return told.figures["frame"]
    return frame_of(told.report) | {"groups": [], "places": []}


def _asked_in_words(asked: dict, frame: dict):
    """The chosen columns, as one reads them aloud."""
    names = {
        "kind": lambda key: words.KINDS.get(key, key),
        "star": lambda key: words.STAR_NAMES.get(key, key),
        "group": lambda key: words.group(key, frame),
        "place": lambda key: words.place(key, frame) or words.NOT_KNOWN,
        "change": lambda key: words.CHANGES.get(key) or words.channel(key),
    }
    for column, name in names.items():
        if column in asked:
            yield ", ".join(str(name(key)) for key in asked[column])
    if "form" in asked:
        yield _forms_in_words(asked["form"], frame)


def _forms_in_words(forms: list[str], frame: dict) -> str:
    rows = kinds(frame["scheme"]) if frame.get("scheme") else {}
    row = next((key for key, codes in rows.items() if set(codes) == set(forms)), None)
    return words.form(row) if row else ", ".join(map(words.legal_form, forms))
