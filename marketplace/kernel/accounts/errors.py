"""The pages of errors: the shop's own, and in the office pages that lead back into it.

The office's language is the officer's: the middleware OfficeDoor has turned to it before.
"""

from django.http import HttpResponseBadRequest, HttpResponseServerError
from django.template.loader import render_to_string
from django.views import defaults

from .middleware import OFFICE


def _in_the_office(request) -> bool:
    return request.path_info.startswith(OFFICE)


def not_found(request, exception):
    """Officers keep their menu beside the answer; nobody else comes that far in the office."""
    inside = _in_the_office(request) and hasattr(request, "user")
    template = "wagtailadmin/404.html" if inside else "404.html"
    return defaults.page_not_found(request, exception, template_name=template)


def bad_request(request, exception):
    """Asks the database for nothing: it may be what the request broke."""
    told = render_to_string("400.html", {"office": _in_the_office(request)})
    return HttpResponseBadRequest(told)


def server_error(request):
    """As above; says both languages, since nothing can be trusted to know which."""
    told = render_to_string("500.html", {"office": _in_the_office(request)})
    return HttpResponseServerError(told)
