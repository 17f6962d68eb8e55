"""What no system counts: rounds, targets and activities, typed with their source."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.kernel.accounts.roles import officer_required
from marketplace.reports import typed
from marketplace.reports.errors import AlreadyReplaced
from marketplace.reports.forms import FigureForm, RoundForm, WhyForm
from marketplace.reports.models import AssessmentRound, TypedFigure

# Name in the address -> model, form, and what it is called.
KINDS = {
    "rounds": (AssessmentRound, RoundForm),
    "figures": (TypedFigure, FigureForm),
}


@officer_required
@require_safe
def typed_list(request):
    """All that holds, newest first; each row can be corrected."""
    rounds = typed.standing(AssessmentRound).order_by("-held_on", "-pk")
    figures = typed.standing(TypedFigure).order_by("-ends_on", "code", "pk")
    context = {
        "title": _("Rounds, targets and training"),
        "icon": "edit",
        "rounds": rounds,
        "figures": figures,
    }
    return render(request, "reports/typed.html", context)


@officer_required
def new(request, what):
    """Type a new row."""
    return _typing(request, what, None)


@officer_required
def correct(request, what, pk):
    """The row with its history; a new one takes its place."""
    model, _form = _kind(what)
    return _typing(request, what, get_object_or_404(model.objects.select_related("area"), pk=pk))


@officer_required
@require_POST
def withdraw(request, what, pk):
    """Take a row out of all figures."""
    model, _form = _kind(what)
    row, form = get_object_or_404(model, pk=pk), WhyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was changed: say why it is taken out."))
        return redirect("office_typed_row", what, pk)
    try:
        typed.withdraw(row, by=request.user, source=form.cleaned_data["source"])
    except AlreadyReplaced:
        messages.error(request, _replaced())
    else:
        messages.success(request, _("Taken out. It stays readable in its history."))
    return redirect("office_typed")


def _typing(request, what, row):
    model, form_class = _kind(what)
    initial = _initial(row) if row else {}
    form = form_class(request.POST or None, initial=initial, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            typed.enter(model(**form.told()), by=request.user, replaces=row)
        except AlreadyReplaced:
            form.add_error(None, _replaced())
            row.refresh_from_db()
        else:
            messages.success(request, _("Written down."))
            return redirect("office_typed")
    context = {
        "title": _title(what, row),
        "icon": "edit",
        "form": form,
        "what": what,
        "row": row,
        "why": WhyForm(label_suffix="", auto_id="why_%s") if row else None,
        "history": _history(row) if row else [],
    }
    return render(request, "reports/typing.html", context)


def _kind(what: str):
    if what not in KINDS:
        raise Http404
    return KINDS[what]


def _title(what: str, row) -> str:
    if row:
        return _("Correct: %s") % row
    return _("New round of evaluation") if what == "rounds" else _("New figure")


def _initial(row) -> dict:
    told = {field.name: getattr(row, field.name) for field in row._meta.concrete_fields}
    return told | {"area": f"{row.area.vintage_id}:{row.area_id}"}


def _history(row) -> list[dict]:
    """The row and those before it, the newest first, with who typed them and when."""
    told = []
    while row:
        told.append({"row": row, "numbers": _numbers(row)})
        row = row.replaces
    return told


def _numbers(row) -> str:
    if isinstance(row, TypedFigure):
        return f"{row.value}–{row.up_to}" if row.up_to is not None else str(row.value)
    reached = [row.reached_3, row.reached_4, row.reached_4p, row.reached_5]
    told = [value for value in reached if value is not None]
    return f"{row.entered} → {sum(told)}" if told else str(row.entered)


def _replaced() -> str:
    return _("Somebody corrected this row in the meantime. Open the newer one.")
