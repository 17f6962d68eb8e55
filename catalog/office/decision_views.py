"""/office/register/decisions/: entering a decision, and seeing all that it recognised."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from catalog import errors, papers
from catalog.certification import last_day_of_validity
from catalog.models import RecognitionDecision
from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import officer_required

from . import entering, register
from .decision_forms import MORE, MOST_LINES, DecisionForm, LineFormSet
from .products import suggestions
from .refusals import sentence

LINES = "lines"


@officer_required
def new_decision(request):
    """A decision and its products on one sheet. "more" adds lines and keeps what was typed."""
    adding = "more" in request.POST
    if request.method != "POST":
        return _sheet(request, DecisionForm(), LineFormSet(prefix=LINES))
    form = DecisionForm(request.POST, request.FILES)
    lines = LineFormSet(_with_more(request.POST) if adding else request.POST, prefix=LINES)
    fine = form.is_valid() & lines.is_valid()
    if fine and not adding and not lines.written:
        form.add_error(None, _("Write at least one product."))
    elif fine and not adding:
        decision = _enter(request, form, lines)
        if decision:
            return redirect("office_decision", decision.pk)
    return _sheet(request, form, lines, adding=adding)


def _enter(request, form, lines):
    """The decision, or None with a sentence beside what was refused."""
    hand_over = "submit" in request.POST
    try:
        decision = entering.enter(
            form.cleaned_data, lines.written, hand_over=hand_over, by=request.user
        )
    except entering.LineRefused as told:
        field = "valid_until" if isinstance(told.refused, errors.WrongDay) else "product"
        told.line.add_error(field, sentence(told.refused))
        return None
    _praise(request, len(lines.written), hand_over)
    if form.looks_unusual:
        messages.warning(
            request, _("The number %s looks unusual. Compare it with the paper.") % decision.number
        )
    return decision


def _praise(request, count: int, handed_over: bool) -> None:
    told = (
        ngettext(
            "%d product handed over. Another officer verifies it.",
            "%d products handed over. Another officer verifies them.",
            count,
        )
        if handed_over
        else ngettext("%d draft saved.", "%d drafts saved.", count)
    )
    messages.success(request, told % count)


def _with_more(data):
    """What was posted, with room for more lines and with the last days filled in."""
    data = data.copy()
    total = f"{LINES}-TOTAL_FORMS"
    count = int(data[total]) if data.get(total, "").isdecimal() else 0
    data[total] = str(min(count + MORE, MOST_LINES))
    form = DecisionForm(data)
    form.is_valid()
    decided_on = form.cleaned_data.get("decided_on")
    for number in range(min(count, MOST_LINES)) if decided_on else ():
        line = f"{LINES}-{number}"
        if data.get(f"{line}-product") and not data.get(f"{line}-valid_until"):
            data[f"{line}-valid_until"] = last_day_of_validity(decided_on).isoformat()
    return data


def _sheet(request, form, lines, *, adding=False):
    refused = not adding and (form.errors or lines.total_error_count())
    context = {
        "form": form,
        "lines": lines,
        "told": not adding,
        "refused": refused,
        "suggestions": suggestions(),
    }
    return render(
        request, "catalog/office/new_decision.html", context, status=422 if refused else 200
    )


@officer_required
@require_safe
def decision(request, pk):
    """One decision and the certificates under it."""
    found, day = get_object_or_404(_decisions(), pk=pk), clock.today()
    rows = register.certifications().filter(decision=found).order_by("product__title", "pk")
    context = {
        "decision": found,
        "day": day,
        "rows": [(row, *register.standing(row, day)) for row in rows],
        "drafts": sum(row.status == "draft" for row in rows),
    }
    return render(request, "catalog/office/decision.html", context)


@officer_required
@require_POST
def hand_over(request, pk):
    """Submit all drafts of a decision in one press."""
    found = get_object_or_404(RecognitionDecision, pk=pk)
    try:
        count = entering.hand_over_drafts(found, by=request.user)
    except errors.CertificationRefused as refused:
        messages.error(request, sentence(refused))
    else:
        _praise(request, count, handed_over=True)
    return redirect("office_decision", pk)


@officer_required
@require_safe
def scan(request, pk):
    """The scan of a decision."""
    paper = get_object_or_404(_decisions(), pk=pk).scan
    if paper is None:
        raise Http404(pk)
    return papers.handed_out(paper)


def _decisions():
    return RecognitionDecision.objects.select_related("authority", "rule_set", "scan")
