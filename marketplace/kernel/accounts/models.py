from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from marketplace.kernel.fields import CleanCharField
from marketplace.kernel.text import fold


class UserManager(BaseUserManager):
    def create_user(self, email=None, password=None, *, email_verified=True, **fields):
        """A person made by the operator: phone and e-mail count as verified."""
        fields.setdefault("phone_verified", bool(fields.get("phone")))
        user = self.model(email=(email or "").strip().lower() or None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        if user.email:
            user.emailaddress_set.create(email=user.email, verified=email_verified, primary=True)
        return user

    def create_superuser(self, email=None, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, login):
        return self.get(Q(email__iexact=login) | Q(phone=login))


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in, by e-mail or by mobile phone (E.164).

    Roles are groups (accounts.roles); belonging is catalog.ProducerMember and
    showrooms.KeeperPost. Whether the e-mail was verified stands in allauth's EmailAddress.
    """

    class Language(models.TextChoices):
        """Each in its own words: who cannot read this page finds the way out of it."""

        VIETNAMESE = "vi", "Tiếng Việt"
        ENGLISH = "en", "English"

    email = models.EmailField(_("e-mail"), null=True, blank=True)
    phone = models.CharField(_("mobile phone"), max_length=16, null=True, blank=True)
    phone_verified = models.BooleanField(default=False)
    full_name = CleanCharField(_("full name"), max_length=120, blank=True)
    folded_name = models.CharField(max_length=240, blank=True, editable=False)
    language = models.CharField(
        _("language of messages"),
        max_length=2,
        choices=Language.choices,
        default=Language.VIETNAMESE,
    )
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    # Signs in only with a one-time code of the centre; no password, message or passkey opens.
    needs_code = models.BooleanField(default=False)
    # One more, and every session that was begun before is over.
    session_epoch = models.PositiveIntegerField(default=0)
    date_joined = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_person_per_email"),
            models.UniqueConstraint(fields=["phone"], name="one_person_per_phone"),
            models.CheckConstraint(
                condition=Q(email__isnull=False) | Q(phone__isnull=False),
                name="person_can_be_reached",
            ),
        ]

    def __str__(self):
        return self.full_name or self.email or self.phone or str(self.pk)

    def save(self, **options):
        self.folded_name = fold(self.full_name)
        changed = options.get("update_fields")
        if changed is not None and "full_name" in changed:
            options["update_fields"] = {*changed, "folded_name"}
        super().save(**options)

    def _get_session_auth_hash(self, secret=None):
        """What a session must know: it ends when the password or the epoch changes."""
        known = f"{self.session_epoch}:{self.password}"
        salt = "marketplace.kernel.accounts.session"
        return salted_hmac(salt, known, secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self):
        return self.full_name

    def get_short_name(self):
        """The given name, which Vietnamese writes last."""
        return self.full_name.rsplit(" ", 1)[-1]

    # Oscar and Wagtail read a first and a last name.
    @property
    def first_name(self):
        return self.full_name

    @property
    def last_name(self):
        return ""
