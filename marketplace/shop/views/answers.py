"""How pages about one person's basket and orders are answered."""

from functools import wraps

from django.views.decorators.cache import cache_control

private = cache_control(private=True, no_store=True)
"""Kept by no cache, neither shared nor the browser's own."""


def secret_address(view):
    """For pages whose address is a key: no cache, no search engine, no address in a Referer.

    Not "no-referrer": a browser would then send `Origin: null` with forms, and Django refuses it.
    """

    @private
    @wraps(view)
    def guarded(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "strict-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded
