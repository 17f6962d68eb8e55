"""A sheet brought in by a process of its own, on a SQLite file of its own.

`python -m tests.catalog.intake_process prepare` makes the tables and two officers; with other
words it runs that command and prints the most memory it held, in MB. DATABASE_URL names the file.
"""

import os
import re
import sys
from pathlib import Path

import django

OFFICERS = ("a@example.org", "b@example.org")


def prepare() -> None:
    """Tables without migrations, which take a minute; the first rows; who stands for a sheet."""
    from django.apps import apps  # noqa: PLC0415 - the app registry is ready only now
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, verbosity=0)
    from tests import making  # noqa: PLC0415

    making.first_rows()
    making.commune("Long Xuyên")
    for email in OFFICERS:
        making.user("officer", email=email)


def main(words: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings.test")
    django.setup()
    if words == ["prepare"]:
        return prepare()
    from django.core.management import CommandError, call_command  # noqa: PLC0415

    try:
        call_command(*words)
    except CommandError as error:
        print(error)  # noqa: T201
    # Not getrusage: its peak is inherited from the process that started this one.
    peak = int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) // 1024
    print(f"{peak} MB", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
