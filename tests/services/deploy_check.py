"""`check --deploy` on the production settings, with an environment such as a centre would set."""

import os
import secrets
import subprocess
import sys

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "marketplace.settings.production",
    "SECRET_KEY": secrets.token_urlsafe(60),
    "ALLOWED_HOSTS": "ocop.example.org",
    "SITE_URL": "https://ocop.example.org",
    "DATABASE_URL": "postgres://shop:shop@127.0.0.1:5432/shop",
    "EMAIL_URL": "smtp://mail.example.org:25",
}


def main() -> int:
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, env={**os.environ, **ENVIRONMENT}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
