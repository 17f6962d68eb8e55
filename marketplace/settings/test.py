"""The suite: real parts on this machine, nothing outside it."""

import os

from .base import *  # noqa: F403
from .base import DATABASES, STORAGES, VAR

SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
_worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
MEDIA_ROOT = str(VAR / "test" / _worker / "media")
SEARCH_PATH = str(VAR / "test" / _worker / "search.sqlite3")
STORAGES["private"]["OPTIONS"] = {"location": str(VAR / "test" / _worker / "private")}
DATABASES["default"].setdefault("TEST", {})
# A pool would keep connections to a test database that is about to be dropped.
DATABASES["default"]["OPTIONS"].pop("pool", None)
WHITENOISE_AUTOREFRESH = True
AXES_ENABLED = False
PAGE_CACHE_SECONDS = 0
