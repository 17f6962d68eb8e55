"""What the sign-in library asks of this house: phones, text messages, stages, addresses."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.stages import EmailVerificationStage
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.crypto import get_random_string
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from marketplace.kernel import phone as phones
from marketplace.kernel.client_ip import client_ip
from marketplace.kernel.outbox.queue import enqueue

from .models import User
from .roles import BUYER


class AccountAdapter(DefaultAccountAdapter):
    # One sentence whatever was typed and whoever has an account.
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        **dict.fromkeys(
            ["email_password_mismatch", "phone_password_mismatch", "username_password_mismatch"],
            _("Phone, e-mail or password is not right. Check both, or sign in with a code."),
        ),
        "too_many_login_attempts": _(
            "Too many attempts. Wait a quarter of an hour, or sign in with a code."
        ),
    }

    def get_client_ip(self, request):
        return client_ip(request)

    def login(self, request, user):
        """Whoever lost a second factor comes in through the one-time code alone.

        Asked at the very last: also a sign-in that had begun before ends here.
        """
        if User.objects.filter(pk=user.pk, needs_code=True).exists():
            told = _("Type the one-time code that the trade promotion centre gave you.")
            messages.warning(request, told)
            raise ImmediateHttpResponse(redirect("invitation"))
        super().login(request, user)

    def get_login_stages(self):
        ours = "marketplace.kernel.accounts.adapter.EmailStage"
        theirs = "allauth.account.stages.EmailVerificationStage"
        return [ours if stage == theirs else stage for stage in super().get_login_stages()]

    def save_user(self, request, user, form, commit=True):
        # Name and phone belong to the first INSERT: a person needs one way to be reached.
        user.full_name = form.cleaned_data["full_name"]
        user.phone = form.cleaned_data.get("phone") or None
        user.language = request.LANGUAGE_CODE
        saved = super().save_user(request, user, form, commit)
        saved.groups.add(Group.objects.get(name=BUYER))
        return saved

    def clean_phone(self, phone):
        try:
            return phones.parse(phone)
        except phones.NotAMobile as error:
            raise ValidationError(
                _("Enter a Vietnamese mobile number, for example 0912 345 678."), "phone"
            ) from error

    def phone_form_field(self, **kwargs):
        # The library's own check wants E.164; clean_phone makes E.164 of what people type.
        field = super().phone_form_field(validators=[], **kwargs)
        field.widget.attrs.pop("placeholder", None)
        return field

    def set_phone(self, user, phone, verified):
        user.phone, user.phone_verified = phone, verified
        user.save(update_fields=["phone", "phone_verified"])

    def set_phone_verified(self, user, phone):
        self.set_phone(user, phone, True)

    def get_phone(self, user):
        return (user.phone, user.phone_verified) if user.phone else None

    def get_user_by_phone(self, phone):
        return User.objects.filter(phone=phone).first()

    def send_verification_code_sms(self, user, phone, code, **kwargs):
        text = pgettext("text message", "%(code)s is your OCOP code. Do not share it with anyone.")
        _text(phone, text % {"code": code})

    def send_account_already_exists_sms(self, phone):
        _text(phone, gettext("You already have an OCOP account with this number. Just sign in."))

    def send_unknown_account_sms(self, phone, **kwargs):
        _text(phone, gettext("There is no OCOP account with this number yet."))


class EmailStage(EmailVerificationStage):
    """Asks for the code from the e-mail, unless the person has given only a phone."""

    def handle(self):
        user = self.login.user
        if user and not user.email:
            return None, True
        return super().handle()


def _text(phone: str, text: str) -> None:
    enqueue("sms", get_random_string(22), {"to": phone, "text": text})
