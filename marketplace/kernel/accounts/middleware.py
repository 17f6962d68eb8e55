from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from .roles import OFFICER, has_role

OFFICE = "/office/"
OPEN_TO_ALL = (f"{OFFICE}login/", f"{OFFICE}logout/", f"{OFFICE}password_reset/")


class SecondFactorForOfficers:
    """Leads an officer without a second factor to set one up, before any page of the office.

    Whoever has one is asked for it at sign-in, so a session that gets here has shown it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        path = request.path_info
        if not path.startswith(OFFICE) or path.startswith(OPEN_TO_ALL):
            return self.get_response(request)
        if settings.OFFICERS_NEED_SECOND_FACTOR and self._is_missing(request.user):
            messages.warning(
                request,
                _("Set up a second factor first: an authenticator app or a passkey."),
            )
            return redirect("mfa_index")
        return self.get_response(request)

    def _is_missing(self, user) -> bool:
        return has_role(user, OFFICER) and not is_mfa_enabled(user)
