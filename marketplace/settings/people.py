"""People: how they sign in, how they prove it twice, how guessing is slowed down."""

from datetime import timedelta

from .where import TRUSTED_PROXIES

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "landing"

# --- allauth --------------------------------------------------------------------------------

ACCOUNT_ADAPTER = "marketplace.kernel.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "marketplace.kernel.accounts.forms.LoginForm",
    "signup": "marketplace.kernel.accounts.forms.SignupForm",
    "request_login_code": "marketplace.kernel.accounts.forms.LoginCodeForm",
}
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "phone", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# Codes instead of links: they can be typed on the phone where the sign-up was begun, and a
# page that is opened from a mail cannot finish somebody else's.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SESSION_REMEMBER = True
# At most ten guesses for one account in a quarter of an hour, from wherever they come.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,10/15m/key"}

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "add_webauthn": "marketplace.kernel.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "marketplace.kernel.accounts.forms.EditPasskeyForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "OCOP"
# A phone's clock may be one step of 30 seconds off.
MFA_TOTP_TOLERANCE = 1
# Officers write stars and tick payments: their password alone opens nothing below /office/.
OFFICERS_NEED_SECOND_FACTOR = False

# --- axes -----------------------------------------------------------------------------------

AXES_HANDLER = "axes.handlers.database.AxesDatabaseHandler"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "marketplace.kernel.accounts.guard.login_of"
AXES_CLIENT_IP_CALLABLE = "marketplace.kernel.client_ip.client_ip"
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
