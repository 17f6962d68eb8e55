"""/office/register/import/: sheets that are sent in, looked at, and entered."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from catalog import intake, sheets
from catalog.models import ImportRun, IncomingSheet, ReviewRow
from marketplace.kernel.accounts.roles import officer_required

from .import_forms import SendForm

PER_PAGE = 50
State = IncomingSheet.State
AT_WORK = (State.CHECKING, State.ENTERING)


@officer_required
def imports(request):
    """A form to send a sheet in, the sheets that wait, and all that were brought in."""
    form = SendForm(request.POST or None, request.FILES or None, initial=_kind_asked_for(request))
    if request.method == "POST":
        form = SendForm(request.POST, request.FILES)
        if form.is_valid() and (sheet := _received(request, form)):
            return redirect("office_sheet", sheet.pk)
    page = Paginator(_runs(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Bring in sheets"),
        "icon": "upload",
        "form": form,
        "kinds": ImportRun.Kind.choices,
        "unfinished": _unfinished(),
        "in_doubt": imports_waiting()["rows"],
        "page": page,
    }
    status = 422 if form.errors else 200
    return render(request, "catalog/office/imports.html", context, status=status)


def _received(request, form):
    """The sheet, or None with a sentence beside the file."""
    try:
        return intake.receive(form.cleaned_data["kind"], form.upload, by=request.user)
    except intake.SheetRefused as refused:
        form.refuse(refused)
        return None


def _kind_asked_for(request) -> dict:
    """The kind that a link names."""
    kind = request.GET.get("kind")
    return {"kind": kind} if kind in ImportRun.Kind else {}


def imports_waiting() -> dict[str, int]:
    """How many sheets nobody entered yet, and how many rows nobody matched."""
    return {
        "sheets": IncomingSheet.objects.filter(state__in=IncomingSheet.UNFINISHED).count(),
        "rows": ReviewRow.objects.filter(state=ReviewRow.State.WAITING).count(),
    }


def _unfinished():
    listed = IncomingSheet.objects.filter(state__in=IncomingSheet.UNFINISHED)
    return listed.select_related("by").defer("found").order_by("-at", "-pk")[:PER_PAGE]


def _runs():
    return ImportRun.objects.select_related("by", "second", "incoming").order_by("-at", "-pk")


@officer_required
@require_safe
def imports_file(request, ending):
    """Everything that was brought in, as a file."""
    heads = [
        _("When"),
        _("What the sheet holds"),
        _("File"),
        _("Entered"),
        _("Known already"),
        _("In doubt"),
        pgettext("of a sheet", "Sent by"),
        _("Confirmed by"),
    ]
    rows = (
        [
            sheets.local(run.at),
            run.get_kind_display(),
            run.file_name,
            run.entered,
            run.known,
            run.in_review,
            str(run.by),
            str(run.second or ""),
        ]
        for run in _runs()
    )
    return sheets.WRITERS[ending]("ocop-imports", heads, rows)


@officer_required
@require_safe
def template(request, kind, ending):
    """An empty sheet of a kind, with its Vietnamese headers."""
    if kind not in ImportRun.Kind:
        raise Http404(kind)
    if ending == "csv":
        made = HttpResponse(intake.template_csv(kind), content_type="text/csv; charset=utf-8")
    else:
        made = HttpResponse(intake.template(kind), content_type=sheets.XLSX)
    made["Content-Disposition"] = f'attachment; filename="mau-{kind}.{ending}"'
    return made


@officer_required
@require_safe
def sheet(request, pk):
    """One sheet: how far it is, what was found in it, and what can be done with it."""
    found = get_object_or_404(IncomingSheet.objects.select_related("by", "second", "run"), pk=pk)
    at_work = found.state in AT_WORK
    context = {
        "title": found.file_name,
        "subtitle": found.get_kind_display(),
        "icon": "upload",
        "sheet": found,
        "found": found.found,
        "at_work": at_work,
        "rows_done": intake.rows_done(found) if at_work else None,
        "may_enter": intake.may_be_entered(found),
        "needs_other": found.kind == ImportRun.Kind.REVOCATIONS and found.by == request.user,
        "same": _same_file(found),
        "new_rows": found.found.get("counts", {}).get("entered", 0),
    }
    response = render(request, "catalog/office/sheet.html", context)
    if at_work:
        # The browser asks again by itself, with and without JavaScript.
        response["Refresh"] = "2"
    return response


def _same_file(sheet):
    """The same file, where it was entered earlier."""
    earlier = ImportRun.objects.filter(digest=sheet.digest, kind=sheet.kind)
    return earlier.exclude(pk=sheet.run_id).select_related("by").first()


@officer_required
@require_safe
def answer(request, pk):
    """The sheet with each error beside its cell."""
    found = get_object_or_404(IncomingSheet.objects.exclude(answer=""), pk=pk)
    stem = found.file_name.rsplit(".", 1)[0]
    return FileResponse(
        found.answer.open("rb"),
        as_attachment=True,
        filename=f"{stem}-ket-qua.xlsx",
        content_type=sheets.XLSX,
    )


@officer_required
@require_POST
def enter(request, pk):
    """Have a checked sheet entered."""
    found = get_object_or_404(IncomingSheet, pk=pk)
    try:
        intake.enter(found, by=request.user)
    except intake.SecondOfficerNeeded:
        messages.error(request, _("Another officer has to enter a list of revocations."))
    except intake.NothingToEnter:
        messages.warning(request, _("Nothing was changed: this sheet cannot be entered now."))
    return redirect("office_sheet", pk)


@officer_required
@require_POST
def discard(request, pk):
    """Set a sheet aside that was not entered."""
    found = get_object_or_404(IncomingSheet, pk=pk)
    try:
        intake.discard(found, by=request.user)
    except intake.NothingToEnter:
        messages.warning(request, _("Nothing was changed: this sheet is no longer waiting."))
        return redirect("office_sheet", pk)
    messages.success(request, _("Set aside: %s.") % found.file_name)
    return redirect("office_imports")
