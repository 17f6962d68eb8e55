"""A real installation: every secret comes from the environment, or the start stops."""

import sentry_sdk

from .base import *  # noqa: F403
from .base import DATABASES, SITE_URL, read
from .env import at_least, between
from .logs import configure_structlog, logging_config

SECRET_KEY = read("SECRET_KEY", validate=at_least(50))
# The key before the last change: what it signed stays readable until it is taken out.
SECRET_KEY_FALLBACKS = read("SECRET_KEY_FALLBACKS", "list", default=[])
ALLOWED_HOSTS = read("ALLOWED_HOSTS", "list", validate=at_least(1))
DEBUG = read("DEBUG", "bool", default=False)
read("DATABASE_URL", "dj_db_url")
read("SITE_URL")

_mail = read("EMAIL_URL", "dj_email_url")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail["EMAIL_USE_TLS"], _mail["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = read("MAIL_FROM", default=f"noreply@{ALLOWED_HOSTS[0]}")

OFFICERS_NEED_SECOND_FACTOR = True
TRUSTED_PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT = read(
    "TRUSTED_PROXIES", "int", default=1, validate=between(0, 9)
)

DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
SECURE_SSL_REDIRECT = True
# Health is asked inside the house, without TLS.
SECURE_REDIRECT_EXEMPT = ["^livez$", "^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
OSCAR_BASKET_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [SITE_URL]

LOGGING = logging_config(machine=True)
configure_structlog()
SENTRY_DSN = read("SENTRY_DSN", default="")
if SENTRY_DSN:
    # Names, phones and addresses of buyers stay here.
    sentry_sdk.init(dsn=SENTRY_DSN, send_default_pii=False, max_request_body_size="never")
