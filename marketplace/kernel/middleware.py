"""Middleware of the whole site."""

import logging

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.exceptions import BadRequest
from django.core.paginator import EmptyPage
from django.db import DataError, OperationalError
from django.urls import NoReverseMatch
from django.utils import translation
from modelsearch.backends.base import FieldError

from .addresses import language_of

OFFICE = "/office/"
NUL = "\x00"
log = logging.getLogger(__name__)


class LanguageOfPath:
    """The language of a page is that of its address, whatever the reader's browser prefers.

    So one address has one page, and a cache needs no Vary: Accept-Language. In the office,
    Wagtail turns to the officer's own preference afterwards.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = language_of(request.path_info)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class RefuseBadBytes:
    """Answers 400 to a NUL in path, query, cookies or fields: no database takes it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if any(NUL in text for text in _texts(request)):
            raise BadRequest("NUL in the request")
        return self.get_response(request)


def _texts(request):
    yield request.path_info
    yield from request.COOKIES.values()
    sent = [request.GET]
    if request.method == "POST":
        sent.append(request.POST)
    for fields in sent:
        for name, values in fields.lists():
            yield name
            yield from values


class OfficeBadInput:
    """Turns what Wagtail's own views make of nonsense into 400 instead of 500.

    `?id=abc`, `?p=0`, a field left out, the root page where one with a parent is meant: these
    raise deep inside its views. What our own views raise stays an error, under /office/ too.
    """

    ERRORS = (
        AttributeError,
        DataError,
        EmptyPage,
        FieldError,
        LookupError,
        NoReverseMatch,
        OverflowError,
        TypeError,
        ValueError,
    )

    # How SQLite's full-text search complains about a quotation mark in what is looked for.
    UNREADABLE_SEARCH = ("fts5: ", "unterminated string")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if self._is_nonsense(exception) and _is_of_wagtail(request.resolver_match):
            # As an error, for whoever collects those: it may be one of Wagtail's after all.
            log.error("Refused as bad input: %s", request.path_info, exc_info=exception)
            raise BadRequest("bad input in the office") from exception

    def _is_nonsense(self, exception) -> bool:
        if isinstance(exception, OperationalError):
            return str(exception).startswith(self.UNREADABLE_SEARCH)
        return isinstance(exception, self.ERRORS)


def _is_of_wagtail(match) -> bool:
    return match.func.__module__.partition(".")[0] == "wagtail"


class ContentSecurityPolicy(CSPMiddleware):
    """The shop's strict policy, and one of its own for Wagtail's admin."""

    def get_policy_parts(self, request, response, report_only=False) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(OFFICE):
            parts.config = parts.config or settings.OFFICE_SECURITY_POLICY
        return parts
