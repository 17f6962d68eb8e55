from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.localization import get_localized_response

from .roles import OFFICER, has_role

OFFICE = "/office/"
# These lead to our own pages, or out.
OPEN_TO_ALL = (f"{OFFICE}login/", f"{OFFICE}logout/", f"{OFFICE}password_reset/")


class OfficeDoor:
    """Lets officers into the office, and nobody else, before any of Wagtail's own checks.

    Strangers are asked to sign in; everybody else is refused with 403. An officer without a
    second factor is led to set one up; whoever has one was asked for it at sign-in.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        path = request.path_info
        if not path.startswith(OFFICE) or path.startswith(OPEN_TO_ALL):
            return self.get_response(request)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not has_role(request.user, OFFICER):
            raise PermissionDenied
        if settings.OFFICERS_NEED_SECOND_FACTOR and not is_mfa_enabled(request.user):
            messages.warning(
                request, _("Set up a second factor first: an authenticator app or a passkey.")
            )
            return redirect("mfa_index")
        return get_localized_response(self._in_the_officers_language, request)

    def _in_the_officers_language(self, request):
        """Wagtail turns to it inside its own views only; pages of errors are made outside them."""
        response = self.get_response(request)
        response.headers["Content-Language"] = get_language()
        return response
