"""/office/register/decisions/: every decision, what waits under it, on the screen and as a file."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from catalog import sheets
from catalog.models import RecognitionDecision, StarCertification
from marketplace.kernel.accounts.roles import officer_required

from .filters import DecisionFilter

PER_PAGE = 50
Status = StarCertification.Status


@officer_required
@require_safe
def decisions(request):
    """The newest first; those with lines to verify can be asked for."""
    form = DecisionFilter(request.GET)
    page = Paginator(_found(form), PER_PAGE).get_page(request.GET.get("page"))
    context = {"title": _("Decisions"), "icon": "doc-full", "form": form, "page": page}
    return render(request, "catalog/office/decisions.html", context)


@officer_required
@require_safe
def decisions_file(request, ending):
    """The decisions that the filters show, as a file."""
    heads = [
        _("Decision"),
        _("Decided on"),
        _("Authority"),
        _("Rule set"),
        pgettext("of a decision", "Products"),
        _("Drafts"),
        _("Waiting for verification"),
        _("Scan of the decision"),
    ]
    rows = (
        [
            decision.number,
            decision.decided_on,
            decision.authority.name,
            decision.rule_set.instrument,
            decision.products,
            decision.drafts,
            decision.waiting,
            _("yes") if decision.scan_id else "",
        ]
        for decision in _found(DecisionFilter(request.GET))
    )
    return sheets.WRITERS[ending]("ocop-decisions", heads, rows)


def _found(form: DecisionFilter):
    written = ~Q(certifications__status=Status.VOIDED)
    found = RecognitionDecision.objects.select_related("authority", "rule_set").annotate(
        products=Count("certifications", filter=written),
        drafts=Count("certifications", filter=Q(certifications__status=Status.DRAFT)),
        waiting=Count("certifications", filter=Q(certifications__status=Status.PENDING)),
    )
    return form.narrow(found).order_by("-decided_on", "-pk")
