"""A guard for forms on pages that are cached and so can hold no token."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.views.decorators.csrf import csrf_exempt


def same_origin_required(view):
    """Let only our own pages send here; the view needs no CSRF token then.

    Every browser of today says with a POST where it comes from, in Sec-Fetch-Site or Origin, and
    a page cannot change either. What says nothing is no browser, so nobody is tricked by it.
    Another origin is answered 403.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not _from_here(request):
            raise PermissionDenied("This form was sent from another site.")
        return view(request, *args, **kwargs)

    return guarded


def _from_here(request) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.get_host()}"
