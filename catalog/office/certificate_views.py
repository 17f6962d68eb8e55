"""/office/register/<id>/: one certificate, its doors, and a product's whole history."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from oscar.apps.catalogue.models import Product

from catalog import errors, papers
from catalog.certification import history_of
from catalog.certification.validity import last_day
from catalog.consequences import consequences_of
from catalog.models import CertificationEvent
from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import officer_required

from . import register, words
from .doors import DOORS, current_beside, is_own, open_doors
from .refusals import sentence


@officer_required
@require_safe
def certificate(request, pk):
    """The facts, the doubts, what was done so far, and the doors that are open now."""
    row, day = _find(pk), clock.today()
    word, tone = register.standing(row, day)
    events = CertificationEvent.objects.filter(certification=row)
    context = {
        "title": row.product.title,
        "subtitle": row.decision.number,
        "row": row,
        "day": day,
        "word": word,
        "tone": tone,
        "last_day": last_day(row),
        "days_left": register.days_to_end(row, day),
        "doubts": words.doubts_about(row),
        "doors": open_doors(row, request.user),
        "current": current_beside(row),
        "own": is_own(row, request.user) and row.status == "pending",
        "events": words.told(list(events.select_related("by", "certification", "scan"))),
        "history": history_of(row.product, day),
    }
    return render(request, "catalog/office/certificate.html", context)


@officer_required
def door(request, pk, door):
    """One door: what follows and what it touches stand before the button."""
    if door not in DOORS:
        raise Http404(door)
    row, chosen = _find(pk), DOORS[door]
    form = chosen.form(request.POST or None, row=row, initial=_asked_for(request))
    if request.method == "POST":
        form = chosen.form(request.POST, request.FILES, row=row)
        if form.is_valid() and _passed(request, row, chosen, form):
            return redirect("office_certificate", row.pk)
    context = {
        "title": chosen.label,
        "subtitle": row.product.title,
        "row": row,
        "door": chosen,
        "form": form,
        "word": register.standing(row, clock.today())[0],
        "open": chosen in open_doors(row, request.user),
        "own": chosen.asks_second and is_own(row, request.user),
        "consequences": consequences_of(row.product_id) if chosen.touches else [],
    }
    return render(request, "catalog/office/door.html", context, status=422 if form.errors else 200)


def _passed(request, row, chosen, form) -> bool:
    """Try the door; a refusal stands above the form, and nothing was changed."""
    read = dict(form.cleaned_data)
    upload, title = read.pop("scan", None), f"{read.get('document') or chosen.name}: {row.product}"
    try:
        with transaction.atomic(), papers.kept(upload, title=title, by=request.user) as scan:
            chosen.act(row, read | ({"scan": scan} if scan else {}), request.user)
    except errors.CertificationRefused as refused:
        form.add_error(None, sentence(refused))
        row.refresh_from_db()
        return False
    messages.success(request, _("Noted: %s.") % chosen.label)
    return True


def _asked_for(request) -> dict:
    """The successor that a link names."""
    successor = request.GET.get("successor", "")
    return {"successor": successor} if successor.isdecimal() else {}


@officer_required
@require_safe
def product_history(request, pk):
    """Every certificate a product ever had, with all that was done to each."""
    product = get_object_or_404(
        Product.objects.select_related("facts__producer__place__commune__parent"),
        pk=pk,
        facts__isnull=False,
    )
    day = clock.today()
    rows = register.certifications().filter(product=product).order_by("-effective_on", "-pk")
    events = CertificationEvent.objects.filter(certification__product=product)
    context = {
        "title": product.title,
        "subtitle": _("Whole history"),
        "icon": "history",
        "product": product,
        "day": day,
        "rows": [(row, last_day(row), *register.standing(row, day)) for row in rows],
        "events": words.told(list(events.select_related("by", "certification__decision", "scan"))),
    }
    return render(request, "catalog/office/product.html", context)


@officer_required
@require_safe
def event_scan(request, pk):
    """The scan of the paper on which something was done."""
    event = get_object_or_404(CertificationEvent.objects.select_related("scan"), pk=pk)
    if event.scan is None:
        raise Http404(pk)
    return papers.handed_out(event.scan)


def _find(pk):
    rows = register.certifications().select_related(
        "product__facts__producer__place__commune__parent",
        "decision__authority",
        "decision__rule_set",
        "recorded_by",
        "verified_by",
        "superseded_by__decision",
    )
    return get_object_or_404(rows, pk=pk)
