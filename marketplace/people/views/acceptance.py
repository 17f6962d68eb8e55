"""/accounts/invitation/: a one-time code becomes an account, in two steps."""

import segno
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib import messages
from django.contrib.auth import login
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from marketplace.kernel.accounts.models import User
from marketplace.kernel.client_ip import client_ip
from marketplace.people import doors, errors
from marketplace.people.forms.accept import AcceptForm, CodeForm
from marketplace.people.models import Invitation
from marketplace.people.refusals import sentence
from marketplace.shop.lookup import TooManyTries
from marketplace.shop.views.answers import secret_address

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# In the session between the two steps: which invitation, by which of its codes, and the new app.
KEPT = "invitation"


@secret_address
@sensitive_post_parameters("code")
def type_code(request):
    """Step one: code, and the phone or e-mail it was written for."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            found = doors.find(
                code=form.cleaned_data["code"],
                contact=form.contact_typed(),
                address=client_ip(request),
            )
        except errors.CodeRefused as refused:
            form.add_error(None, sentence(refused))
        except TooManyTries:
            told = _("Too many tries. Wait an hour, and compare the code with the paper.")
            form.add_error(None, told)
        else:
            request.session.cycle_key()
            request.session[KEPT] = {"pk": found.pk, "digest": found.digest, "secret": ""}
            return redirect("invitation_accept")
    status = 422 if form.errors else 200
    return render(request, "people/type_code.html", {"form": form}, status=status)


@secret_address
@sensitive_post_parameters("password", "totp")
def accept(request):
    """Step two: a password, and for the office an authenticator app; then one is signed in."""
    found, secret = _kept(request)
    if found is None:
        return redirect("invitation")
    form = AcceptForm(
        request.POST if request.method == "POST" else None, invitation=found, secret=secret
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _opened(request, found, form, secret)
        except errors.CodeRefused as refused:
            form.add_error(None, sentence(refused))
    context = {"form": form, "invitation": found, "secret": secret}
    if secret:
        context["address"] = _address_of_app(found, secret)
        context["qr"] = segno.make(context["address"], error="m").svg_data_uri(scale=5, border=4)
    return render(request, "people/accept.html", context, status=422 if form.errors else 200)


def _opened(request, found, form, secret):
    person = doors.accept(
        found,
        full_name=form.cleaned_data.get("full_name", ""),
        password=form.cleaned_data["password"],
        totp_secret=secret,
    )
    request.session.pop(KEPT, None)
    login(request, person, backend=BACKEND)
    # Password and app were chosen this minute: the recovery codes open without asking again.
    record_authentication(request, person, method="password", reauthenticated=True)
    if secret:
        told = _("Your account is open. Keep these codes: each opens it once without the app.")
        messages.success(request, told)
        return redirect("mfa_view_recovery_codes")
    messages.success(request, _("Your account is open. Welcome."))
    return redirect("landing")


def _kept(request) -> tuple[Invitation | None, str]:
    """The invitation whose code was typed in this session, while that code opens something.

    With it the secret of the app to set up, which stays the same while the page is looked at.
    """
    kept = request.session.get(KEPT)
    if not kept:
        return None, ""
    rows = Invitation.objects.select_related("user").prefetch_related("producers", "showrooms")
    found = rows.filter(pk=kept["pk"], digest=kept["digest"]).first()
    if found is None or doors.why_closed(found):
        del request.session[KEPT]
        return None, ""
    if doors.asks_for_app(found) and not kept["secret"]:
        kept["secret"] = generate_totp_secret()
        request.session[KEPT] = kept
    return found, kept["secret"] if doors.asks_for_app(found) else ""


def _address_of_app(found: Invitation, secret: str) -> str:
    person = found.user or User(email=found.email, full_name=found.full_name)
    return get_adapter().build_totp_url(person, secret)
