"""Pages that are the same for everybody, kept for a minute.

A view says with @cacheable_page that what it shows depends on the address alone. Shared caches
learn it from Cache-Control; the PageCache middleware keeps such pages in this process too and
answers before anything else has run. A star ends at midnight in Hà Nội, and so does every copy.
"""

import time
from functools import wraps

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.utils.cache import patch_vary_headers

from . import clock

LONGEST_SECONDS = 60
LONGEST_QUERY = 200


def cacheable_page(view=None, *, query=()):
    """A view whose page is the same for all who ask for this address.

    query: the names it reads from the query; an address with any other name is not kept. Such a
    page must not touch session, user, messages or the CSRF token; its templates may look at
    `request.cacheable`.
    """
    if view is None:
        return lambda decorated: cacheable_page(decorated, query=query)

    @wraps(view)
    def same_for_all(request, *args, **kwargs):
        request.cacheable = True
        response = view(request, *args, **kwargs)
        if request.method in ("GET", "HEAD") and response.status_code == 200:
            _offer(request, response, query)
        return response

    return same_for_all


def _offer(request, response, query) -> None:
    patch_vary_headers(response, ["HX-Request"])
    if "HX-Request" not in request.headers and _is_plain(request, query):
        seconds = min(LONGEST_SECONDS, clock.seconds_to_midnight())
        response["Cache-Control"] = f"public, max-age=0, s-maxage={seconds}"
        response.kept_seconds = seconds


def _is_plain(request, query) -> bool:
    return len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY and request.GET.keys() <= {
        *query
    }


class PageCache:
    """Answers from this process's memory whoever carries none of our cookies.

    It stands first, so a kept page carries the headers of every other middleware. The key holds
    scheme and host: what the other middlewares would refuse or redirect is never found here.
    PAGE_CACHE_SECONDS = 0 switches the keeping off.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.seconds = settings.PAGE_CACHE_SECONDS
        self.ours = frozenset(
            [
                settings.SESSION_COOKIE_NAME,
                settings.CSRF_COOKIE_NAME,
                settings.OSCAR_BASKET_COOKIE_OPEN,
                "messages",
            ]
        )
        self.pages = caches["pages"]

    def __call__(self, request):
        anonymous = self.ours.isdisjoint(request.COOKIES)
        if not (self.seconds and anonymous and request.method == "GET"):
            return self._checked(self.get_response(request), anonymous)
        key = _key(request.META)
        kept = self.pages.get(key)
        if kept:
            return _again(*kept)
        response = self._checked(self.get_response(request), anonymous)
        seconds = min(self.seconds, getattr(response, "kept_seconds", 0))
        if seconds and not response.streaming:
            self.pages.set(
                key, (response.content, dict(response.items()), time.time()), timeout=seconds
            )
        return response

    def _checked(self, response, anonymous):
        """A page that turned out to be somebody's own is not shared, whatever its view said."""
        if not hasattr(response, "kept_seconds"):
            return response
        personal = response.cookies or "cookie" in response.get("Vary", "").lower()
        if personal or not anonymous:
            response["Cache-Control"] = "private, max-age=0"
            del response.kept_seconds
        return response


def _key(meta) -> str:
    zipped = "gzip" in meta.get("HTTP_ACCEPT_ENCODING", "")
    scheme = meta.get("HTTP_X_FORWARDED_PROTO") or meta.get("wsgi.url_scheme")
    part = "HX" if "HTTP_HX_REQUEST" in meta else ""
    address = f"{meta.get('PATH_INFO')}?{meta.get('QUERY_STRING')}"
    return f"{scheme}|{meta.get('HTTP_HOST')}|{zipped}|{part}|{address}"


def _again(content, headers, made_at) -> HttpResponse:
    response = HttpResponse(content, headers=headers)
    # A shared cache subtracts the age, so that its copy ends when ours does.
    response["Age"] = str(int(time.time() - made_at))
    return response
