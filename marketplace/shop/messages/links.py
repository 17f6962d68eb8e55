"""Whole addresses for messages, in the active language."""

from django.conf import settings
from django.urls import reverse


def order_url(order) -> str:
    """The buyer's page of an order, by its secret."""
    return f"{settings.SITE_URL}{reverse('order', args=[order.number])}?k={order.details.secret}"


def parcel_url(parcel) -> str:
    """The producer's page of a parcel; asks who reads it."""
    return settings.SITE_URL + reverse("producer_order", args=[parcel.pk])


def late_url() -> str:
    """The officers' list of late orders."""
    return settings.SITE_URL + reverse("office_late")


def refunds_url() -> str:
    """The officers' list of what has to go back to buyers."""
    return settings.SITE_URL + reverse("office_refunds")


def stars_url() -> str:
    """The officers' list of orders whose star ended."""
    return settings.SITE_URL + reverse("office_stars")


def certificates_url() -> str:
    """A producer's page of the own certificates."""
    return settings.SITE_URL + reverse("producer_certificates")


def radar_url() -> str:
    """The officers' page of the certificates that end."""
    return settings.SITE_URL + reverse("office_radar")
