"""Who is asking, as far as an address can tell."""

import ipaddress

from django.conf import settings


def client_ip(request) -> str:
    """The client's address: from X-Forwarded-For only as far as our own proxies wrote it.

    settings.TRUSTED_PROXIES says how many of them stand in front; what the client itself put
    into the header stands further left and is never believed.
    """
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    trusted = settings.TRUSTED_PROXIES
    if 0 < trusted <= len(hops) and (forwarded := _address(hops[-trusted])):
        return forwarded
    return _address(request.META.get("REMOTE_ADDR", "")) or "0.0.0.0"  # noqa: S104


def _address(text: str) -> str | None:
    try:
        return str(ipaddress.ip_address(text.strip().strip("[]")))
    except ValueError:
        return None
