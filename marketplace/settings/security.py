"""Cookies, headers and content policies."""

from urllib.parse import urlsplit

from csp.constants import NONE, SELF, UNSAFE_INLINE

from .env import read

SILENCED_SYSTEM_CHECKS = [
    # The e-mail is unique without case, by a constraint the check does not see.
    "auth.W004",
    # The sign-up form asks for a phone or an e-mail, in one field of its own.
    "account.W001",
    # Wagtail shows a draft in a frame of the same site.
    "security.W019",
]

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "marketplace.shop.views.csrf.failed"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

MEDIA_URL = read("MEDIA_URL_BASE", default="/media/")
_media = urlsplit(MEDIA_URL)
PICTURES = [SELF, "data:"] + ([f"{_media.scheme}://{_media.netloc}"] if _media.netloc else [])

# The shop: nothing inline, nothing from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": PICTURES,
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
# Wagtail's admin: its panels and date fields bring inline scripts and styles of their own.
OFFICE_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [*PICTURES, "blob:"],
}
