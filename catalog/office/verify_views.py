"""/office/register/decisions/<id>/verify/: all that waits, verified in one press."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog import certification
from catalog.consequences import Consequence, consequences_of
from catalog.errors import LinesRefused
from catalog.models import RecognitionDecision, StarCertification
from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import officer_required

from . import register, words
from .refusals import sentence


@dataclass
class Line:
    """A certificate that waits: what it replaces, what that touches, and what stands against it."""

    row: StarCertification
    current: StarCertification | None
    touched: list[Consequence] = field(default_factory=list)
    doubts: list = field(default_factory=list)
    refusal: str = ""


@officer_required
def verify(request, pk):
    """Every line with what follows and what stands against it; then all of them, or none."""
    decision = get_object_or_404(
        RecognitionDecision.objects.select_related("authority", "rule_set", "scan"), pk=pk
    )
    rows = _waiting(decision)
    refused, status = None, 200
    if request.method == "POST":
        # Only what was on the page: a line that somebody adds meanwhile was not compared.
        seen = [row for row in rows if str(row.pk) in request.POST.getlist("line")]
        refused = _refused(request, decision, seen)
        if refused is None:
            return redirect("office_decision", pk)
        status = 422
    if refused is None:
        refused = certification.against_all(rows, by=request.user)
    lines = _lines(rows, refused)
    context = {
        "title": _("Verify all of a decision"),
        "subtitle": decision.number,
        "icon": "check",
        "decision": decision,
        "day": clock.today(),
        "lines": lines,
        "refused": sum(bool(line.refusal) for line in lines),
        "status": status,
    }
    return render(request, "catalog/office/verify.html", context, status=status)


def _waiting(decision) -> list[StarCertification]:
    rows = register.certifications().select_related("decision__rule_set")
    rows = rows.filter(decision=decision, status=StarCertification.Status.PENDING)
    return list(rows.order_by("product__title", "pk"))


def _refused(request, decision, seen) -> list[tuple] | None:
    """Verify them; (row, refusal) of each line that was refused, or None when all is done."""
    try:
        count = certification.verify_all(seen, by=request.user)
    except LinesRefused as told:
        return told.refused
    if not count:
        messages.warning(request, _("Nothing was changed: no line waits any more."))
        return None
    told = ngettext("%d certificate verified.", "%d certificates verified.", count) % count
    messages.success(request, f"{decision.number}: {told}")
    return None


def _lines(rows, refused) -> list[Line]:
    against = {row.pk: sentence(refusal) for row, refusal in refused}
    lines = []
    for row in rows:
        current = certification.current_before(row)
        touched = consequences_of(row.product_id) if current else []
        lines.append(
            Line(
                row,
                current,
                [one for one in touched if one.count],
                words.doubts_about(row),
                against.get(row.pk, ""),
            )
        )
    return lines
