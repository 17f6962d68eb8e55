"""A real installation: every secret comes from the environment, or the start stops."""

from .base import *  # noqa: F403
from .base import DATABASES, read

SECRET_KEY = read("SECRET_KEY", validate=lambda key: len(key) >= 50)
ALLOWED_HOSTS = read("ALLOWED_HOSTS", "list")
DEBUG = read("DEBUG", "bool", default=False)
read("DATABASE_URL", "dj_db_url")

for _name, _value in read("EMAIL_URL", "dj_email_url", default="smtp://localhost").items():
    globals()[_name] = _value

DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
OSCAR_BASKET_COOKIE_SECURE = True
