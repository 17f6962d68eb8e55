"""/producer/proposals/: what a producer wants the centre to change or to enter."""

import uuid
from functools import wraps

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, Value, When
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from oscar.apps.catalogue.models import Product

from marketplace.kernel.accounts.roles import producer_required

from . import errors, proposals
from .membership import chosen_producer, producers_of
from .models import Proposal
from .producer_proposals_shown import form_about, page_of, photos_of, standing
from .producer_proposals_writing import told_how_it_is, write
from .proposals.serving import handed_out
from .proposals.words import lines_of

PER_PAGE = 20
Kind = Proposal.Kind
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def _at_desk(view):
    @producer_required
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        producer = chosen_producer(request)
        if producer is None:
            return render(request, "producer/nobody.html", status=403)
        return view(request, producer, *args, **kwargs)

    return wrapped


@_at_desk
@require_safe
def proposal_list(request, producer):
    """What the chosen producer has proposed: what waits for it first, the newest first."""
    waits = Case(
        When(state=Proposal.State.RETURNED, then=Value(0)),
        When(state=Proposal.State.DRAFT, then=Value(1)),
        When(state=Proposal.State.SUBMITTED, then=Value(2)),
        default=Value(3),
    )
    mine = _all().filter(producer=producer).order_by(waits, "-changed_at", "-pk")
    page = Paginator(mine, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [standing(one) for one in page]}
    return render(request, "catalog/proposals/list.html", context)


@_at_desk
@get_or_post
def new(request, producer, kind):
    """A new product, a scan, or a change of the producer's own data."""
    return _begin(request, producer, kind)


@producer_required
@get_or_post
def change(request, pk):
    """A change of an own product."""
    mine = Product.objects.filter(facts__producer__in=producers_of(request.user).values("pk"))
    product = get_object_or_404(mine.select_related("facts__producer"), pk=pk)
    return _begin(request, product.facts.producer, Kind.CHANGE, product)


def _begin(request, producer, kind, product=None):
    if request.method == "POST":
        draft = proposals.propose(
            producer=producer,
            kind=kind,
            product=product,
            by=request.user,
            operation=_operation(request.POST.get("operation", "")),
        )
        return write(request, draft)
    live = proposals.live_values(kind, producer, product)
    blank = Proposal(producer=producer, kind=kind, product=product, base=live, payload=live)
    if open_one := proposals.open_one(producer, kind, product):
        return redirect("producer_proposal", open_one.pk)
    return page_of(request, blank, form_about(blank, live), live)


def _operation(typed: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(typed)
    except ValueError:
        return None


@producer_required
@get_or_post
def proposal(request, pk):
    """One proposal: to go on with while it is the producer's, else to read."""
    found = _own(request, pk)
    if request.method == "POST":
        return write(request, found)
    if found.is_editable:
        live = proposals.live_of(found)
        return page_of(request, found, form_about(found, live), live)
    context = {
        **standing(found),
        "lines": lines_of(found),
        "photos": photos_of(found, {}),
        "events": found.events.select_related("by"),
    }
    return render(request, "catalog/proposals/proposal.html", context)


@producer_required
@require_POST
def take_back(request, pk):
    """Correct what was sent."""
    return _done(request, _own(request, pk), proposals.take_back, _("You can correct it now."))


@producer_required
@get_or_post
def withdraw(request, pk):
    """Asks once more, then gives it up."""
    found = _own(request, pk)
    if request.method == "POST":
        _done(request, found, proposals.withdraw, _("Withdrawn. Nothing was changed in the shop."))
        return redirect("producer_proposals")
    return render(request, "catalog/proposals/withdraw.html", standing(found))


def _done(request, found, door, said: str):
    try:
        door(found, by=request.user)
    except errors.ProposalMoved as moved:
        return told_how_it_is(request, moved)
    messages.success(request, said)
    return redirect("producer_proposal", found.pk)


@producer_required
@require_safe
def proposal_file(request, pk, file):
    """A picture of an own proposal, small enough for a phone; a PDF to be saved."""
    return handed_out(get_object_or_404(_own(request, pk).files, pk=file), small=True)


def _own(request, pk) -> Proposal:
    mine = _all().filter(producer__in=producers_of(request.user).values("pk"))
    return get_object_or_404(mine, pk=pk)


def _all():
    return Proposal.objects.select_related("producer", "product__facts")
