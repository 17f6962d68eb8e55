"""An order as its buyer sees it: by secret link, or by code and telephone number."""

from urllib.parse import urlencode

import segno
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe
from oscar.apps.order.models import Order

from catalog import places
from marketplace.kernel.addresses import language_of
from marketplace.kernel.client_ip import client_ip
from marketplace.shop import keeping, lookup, ordering, payments
from marketplace.shop.errors import NotNow
from marketplace.shop.forms.lookup import LookupForm
from marketplace.shop.models import OrderDetails, RefundAccount
from marketplace.shop.timeline import story_of

from . import told
from .answers import secret_address

QUIET_ZONE = 4
SCALE = 8


def link_of(order) -> str:
    """The address of an order that needs nothing else to be opened."""
    return f"{reverse('order', args=[order.number])}?k={order.details.secret}"


def back_to(request, order) -> str:
    """The order's page for whoever stands on another page of it, with the key that was given."""
    query = urlencode({"k": request.GET.get("k", "")})
    return f"{reverse('order', args=[order.number])}?{query}"


@secret_address
@require_safe
def order(request, code):
    """What happens next, the parcels and how to pay. Foreign and absent orders both answer 404."""
    found = own_order(request, code)
    todo = payments.by_code(found.details.payment_method).instructions(found)
    story = story_of(found, language_of(request.path))
    context = {
        "order": found,
        "story": story,
        "todo": todo,
        "qr": _drawn(todo.qr) if todo and todo.qr else "",
        "key": request.GET.get("k", ""),
        "late": "late" in request.GET,
        "address": _address(found.details, language_of(request.path)),
        "may_keep": found.user_id is None and found.status != OrderDetails.State.CANCELLED,
        "asks_account": _asks_account(found, story),
        "method": told.METHODS[found.details.payment_method],
    }
    return render(request, "shop/order.html", context)


@secret_address
@require_safe
def qr(request, code):
    """The code for a banking app as a picture to keep: a phone cannot scan its own screen."""
    found = own_order(request, code)
    todo = payments.by_code(found.details.payment_method).instructions(found)
    if not todo or not todo.qr:
        raise Http404
    response = HttpResponse(content_type="image/png")
    response["Content-Disposition"] = f'attachment; filename="vietqr-{found.number}.png"'
    segno.make(todo.qr, error="m", micro=False).save(
        response, kind="png", scale=SCALE, border=QUIET_ZONE
    )
    return response


@secret_address
def cancel(request, code):
    """Ask once more, then cancel; possible until a parcel is sent."""
    found = own_order(request, code)
    back = back_to(request, found)
    if request.method != "POST":
        story = story_of(found, language_of(request.path))
        return render(request, "shop/cancel.html", {"order": found, "story": story, "back": back})
    try:
        ordering.cancel(found, because=_why(), by=_somebody(request))
    except NotNow:
        return redirect(f"{back}&late=1")
    return redirect(back)


@secret_address
@require_POST
def keep(request, code):
    """Put the order into one's account; a guest makes one first, with name and number filled in."""
    found = own_order(request, code)
    if request.user.is_authenticated:
        ordering.keep_for(request.user, [found.number])
        return redirect("my_orders")
    keeping.note(request.session, found)
    return redirect(f"{reverse('account_signup')}?next={reverse('my_orders')}")


@secret_address
def find(request):
    """Code and number lead to the order; what is wrong with them is not told."""
    form = LookupForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            found = lookup.find(**form.cleaned_data, address=client_ip(request))
        except lookup.TooManyTries:
            form.add_error(None, _("Too many tries. Please wait an hour and try again."))
            return render(request, "shop/lookup.html", {"form": form}, status=429)
        if found:
            return redirect(link_of(found))
        form.add_error(None, _("No order was found with this code and this number."))
    status = 422 if form.errors else 200
    return render(request, "shop/lookup.html", {"form": form}, status=status)


def own_order(request, code: str) -> Order:
    """The order, for who holds its link or placed it signed in."""
    orders = Order.objects.select_related("details__commune__parent").prefetch_related(
        "fulfilments__items", "fulfilments__producer"
    )
    found = orders.filter(number=code, details__isnull=False).first()
    if found is None:
        raise Http404
    holds_link = constant_time_compare(request.GET.get("k", ""), found.details.secret)
    placed_it = request.user.is_authenticated and found.user_id == request.user.pk
    if not (holds_link or placed_it):
        raise Http404
    return found


def _asks_account(order, story) -> bool:
    """Whether the buyer should tell where money goes back to; asks only where some does."""
    return story.owes and not RefundAccount.objects.filter(order=order).exists()


def _why() -> str:
    # Producers read it, in their language.
    with override("vi"):
        return _("the buyer cancelled")


def _address(details, language: str) -> str:
    commune = places.full_name(details.commune, language) if details.commune else ""
    return ", ".join(filter(None, [details.street, commune]))


def _somebody(request):
    return request.user if request.user.is_authenticated else None


def _drawn(payload: str) -> str:
    """The code as SVG for the page: black on white, quiet zone included, no style attributes."""
    return segno.make(payload, error="m", micro=False).svg_inline(
        border=QUIET_ZONE, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None
    )
