"""/office/register/decisions/: entering a decision, and seeing all that it recognised."""

from django.contrib import messages
from django.http import Http404, JsonResponse
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
from .decision_forms import (
    MORE,
    MOST_LINES,
    DecisionForm,
    LineFormSet,
    ScanForm,
    looks_unusual,
)
from .products import named_like, suggestions, written
from .refusals import sentence

LINES = "lines"
# What an accepted proposal of a producer says of the decision that it shows.
SENT_IN = ("number", "decided_on", "paper")
LONGEST_QUERY = 120
MOST_OFFERED = 8


@officer_required
def new_decision(request):
    """A decision and its products on one sheet. "more" adds lines and keeps what was typed."""

    def write(read, lines):
        hand_over = "submit" in request.POST
        return entering.enter(read, lines, hand_over=hand_over, by=request.user)

    return _sheet(request, DecisionForm, write, {"title": _("Enter a decision")})


@officer_required
def more_lines(request, pk):
    """More products, or the scan, for a decision that stands in the register."""
    found = get_object_or_404(_decisions(), pk=pk)

    def write(read, lines):
        hand_over = "submit" in request.POST
        entering.add(found, lines, scan=read["scan"], hand_over=hand_over, by=request.user)
        return found

    context = {"title": _("Add products"), "subtitle": found.number, "decision": found}
    return _sheet(request, ScanForm, write, context)


@officer_required
@require_safe
def suggest(request):
    """The products that what was typed may mean, as the field of a line takes them."""
    found = named_like(request.GET.get("q", "")[:LONGEST_QUERY], MOST_OFFERED)
    return JsonResponse({"products": [written(product) for product in found]})


def _sheet(request, head, write, context):
    """Show the head and its lines, or write them with `write`, which may raise LineRefused."""
    adding = "more" in request.POST
    if request.method != "POST":
        asked = {name: request.GET[name] for name in SENT_IN if name in request.GET}
        return _shown(request, head(initial=asked), LineFormSet(prefix=LINES), context)
    form = head(request.POST, request.FILES)
    day = context["decision"].decided_on if "decision" in context else _day_of(form)
    lines = LineFormSet(_with_more(request.POST, day) if adding else request.POST, prefix=LINES)
    fine = form.is_valid() & lines.is_valid()
    if fine and not adding and not lines.written and not form.cleaned_data["scan"]:
        form.add_error(None, _("Write at least one product."))
    elif fine and not adding and (decision := _written(request, form, lines, write)):
        return redirect("office_decision", decision.pk)
    return _shown(request, form, lines, context, adding=adding)


def _written(request, form, lines, write):
    """The decision, or None with a sentence beside what was refused."""
    try:
        decision = write(form.cleaned_data, lines.written)
    except entering.LineRefused as told:
        field = "valid_until" if isinstance(told.refused, errors.WrongDay) else "product"
        told.line.add_error(field, sentence(told.refused))
        return None
    _praise(request, len(lines.written), "submit" in request.POST)
    if looks_unusual(decision.number):
        messages.warning(
            request, _("The number %s looks unusual. Compare it with the paper.") % decision.number
        )
    return decision


def _praise(request, count: int, handed_over: bool) -> None:
    if not count:
        messages.success(request, _("The scan is kept."))
        return
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


def _day_of(form):
    form.is_valid()
    return form.cleaned_data.get("decided_on")


def _with_more(data, decided_on):
    """What was posted, with room for more lines and with the last days filled in."""
    data = data.copy()
    total = f"{LINES}-TOTAL_FORMS"
    count = int(data[total]) if data.get(total, "").isdecimal() else 0
    data[total] = str(min(count + MORE, MOST_LINES))
    for number in range(min(count, MOST_LINES)) if decided_on else ():
        line = f"{LINES}-{number}"
        if data.get(f"{line}-product") and not data.get(f"{line}-valid_until"):
            data[f"{line}-valid_until"] = last_day_of_validity(decided_on).isoformat()
    return data


def _shown(request, form, lines, context, *, adding=False):
    refused = not adding and (form.errors or lines.total_error_count())
    context |= {
        "icon": "doc-full",
        "form": form,
        "lines": lines,
        "told": not adding,
        "refused": refused,
        "suggestions": suggestions(),
    }
    status = 422 if refused else 200
    return render(request, "catalog/office/new_decision.html", context, status=status)


@officer_required
@require_safe
def decision(request, pk):
    """One decision and the certificates under it."""
    found, day = get_object_or_404(_decisions(), pk=pk), clock.today()
    rows = register.certifications().filter(decision=found).order_by("product__title", "pk")
    context = {
        "title": _("Decision"),
        "subtitle": found.number,
        "icon": "doc-full",
        "decision": found,
        "day": day,
        "rows": [(row, *register.standing(row, day)) for row in rows],
        "drafts": sum(row.status == "draft" for row in rows),
        "waiting": sum(row.status == "pending" for row in rows),
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
