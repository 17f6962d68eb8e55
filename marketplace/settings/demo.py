"""Everything embedded: no server, no variable needed. For a look, a fair, one showroom."""

from django.core.management.utils import get_random_secret_key

from .base import *  # noqa: F403
from .base import VAR, read
from .logs import configure_structlog, logging_config

VAR.mkdir(exist_ok=True)
_key = VAR / "secret_key"
if not _key.exists():
    _key.write_text(get_random_secret_key())
    _key.chmod(0o600)

DEBUG = read("DEBUG", "bool", default=False)
SECRET_KEY = read("SECRET_KEY", default=_key.read_text())
ALLOWED_HOSTS = read("ALLOWED_HOSTS", "list", default=["localhost", "127.0.0.1", "[::1]"])
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# A passkey can be tried out on http://localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True

LOGGING = logging_config(machine=False, level="WARNING")
configure_structlog()
