"""What the shop does when the register changes, when somebody signs in, and when time is up."""

from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.dispatch import receiver

from catalog.certification import stars_on
from catalog.signals import certification_changed
from marketplace.kernel import clock
from marketplace.kernel.outbox.queue import handles

from .keeping import WAITING, keep_noted
from .models import FulfilmentItem
from .ordering import expire
from .ordering.stars import tell_waiting_buyers, watch


@receiver(certification_changed, dispatch_uid="shop.tell_buyers")
def tell_buyers(product_id, **_signal):
    """Note whom to tell of a star that ended or fell; nothing else happens here."""
    tell_waiting_buyers(FulfilmentItem.objects.filter(product_id=product_id))


@receiver(user_logged_in, dispatch_uid="shop.keep_orders")
def keep_orders(request, user, **_signal):
    """A guest who asked for it finds the order in the account."""
    if request is not None and WAITING in getattr(request, "session", {}):
        keep_noted(request.session, user)


@handles("star_expiry")
@transaction.atomic
def the_star_of_an_item_ends(payload):
    """The last day of a star has passed: tell who waits; an extended star is watched on."""
    item = FulfilmentItem.objects.select_related("product").get(pk=payload["item"])
    if star := stars_on(item.product, clock.today()):
        watch(item, star.valid_until)
    tell_waiting_buyers(FulfilmentItem.objects.filter(pk=item.pk))


@handles("payment_deadline")
def give_up_waiting(payload):
    """The time to pay for an order is over."""
    expire(clock.now())
