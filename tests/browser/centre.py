"""A new centre: an empty database, `manage.py setup`, a web server and a worker."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

from .conftest import ROOT, answers, free_port

OFFICER, PASSWORD = "canbo@trungtam.example", "trung-tam-2026"
START_SECONDS = 300


class Centre:
    """Its address, and the log in which mails and short messages are printed."""

    def __init__(self, address: str, log: Path):
        self.address, self.log = address, log

    def message_to(self, contact: str, pattern: str, seconds: int = 60) -> str:
        """What the last message that names this contact says, as far as the pattern finds it."""
        for _ in range(seconds * 4):
            told = self.log.read_text(errors="replace")
            found = re.findall(pattern, told[told.rfind(contact) :] if contact in told else "")
            if found:
                return found[-1]
            time.sleep(0.25)
        raise AssertionError(f"no message to {contact}: {self.log.read_text()[-2000:]}")


def open_centre(here: Path):
    """Yields the centre of a day on which nobody has entered anything yet."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "marketplace.settings.demo",
        "DATABASE_URL": f"sqlite:///{here}/shop.sqlite3",
        "SEARCH_PATH": f"{here}/search.sqlite3",
        "MEDIA_ROOT": f"{here}/media",
        "SITE_URL": address,
        "PYTHONUNBUFFERED": "1",
    }
    (here / "password").write_text(f"{PASSWORD}\n")
    log = here / "centre.log"

    def manage(*words):
        return [sys.executable, "manage.py", *words]

    with log.open("w") as out:
        options = {"cwd": ROOT, "env": environment, "stdout": out, "stderr": out}
        subprocess.run(manage("migrate", "--verbosity=0"), check=True, **options)
        officer = ("--email", OFFICER, "--name", "Lê Thị Cần")
        subprocess.run(
            manage("setup", *officer, "--password-file", str(here / "password")),
            check=True,
            **options,
        )
        web = (sys.executable, "-m", "cheroot", "marketplace.wsgi:application")
        running = [
            subprocess.Popen([*web, f"--bind=127.0.0.1:{port}"], **options),
            subprocess.Popen(manage("work"), **options),
        ]
        try:
            _wait_for(f"{address}/livez", running, log)
            yield Centre(address, log)
        finally:
            for process in running:
                process.terminate()
            for process in running:
                process.wait(20)


def _wait_for(url: str, running, log: Path) -> None:
    for _ in range(START_SECONDS * 2):
        assert all(process.poll() is None for process in running), log.read_text()[-3000:]
        if answers(url):
            return
        time.sleep(0.5)
    raise AssertionError(f"{url} never answered: {log.read_text()[-3000:]}")
