"""A real shop in a process of its own, and Debian's Chromium in front of it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 800}
DESKTOP = {"width": 1280, "height": 900}
START_SECONDS = 300


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - loopback
            return answer.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


@pytest.fixture(scope="session")
def shop(tmp_path_factory):
    """The address of a freshly migrated shop with the demonstration in it.

    SHOP=http://127.0.0.1:8000 takes a shop that runs already, to write a test in seconds.
    """
    if os.environ.get("SHOP"):
        yield os.environ["SHOP"]
        return
    here = tmp_path_factory.mktemp("shop")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "marketplace.settings.demo",
        "DATABASE_URL": f"sqlite:///{here}/shop.sqlite3",
        "SEARCH_PATH": f"{here}/search.sqlite3",
        "MEDIA_ROOT": f"{here}/media",
        "SITE_URL": address,
    }
    command = [sys.executable, "manage.py", "demo", f"--port={port}"]
    with (here / "shop.log").open("w") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            for _ in range(START_SECONDS * 2):
                if server.poll() is not None:
                    pytest.fail((here / "shop.log").read_text()[-3000:])
                if answers(f"{address}/livez"):
                    break
                time.sleep(0.5)
            yield address
        finally:
            server.terminate()
            server.wait(20)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, shop):
    """open_page(width=…, javascript=…) gives a page of its own, without anybody's cookies."""
    contexts = []

    def open_it(size=PHONE, javascript=True):
        context = browser.new_context(
            base_url=shop, viewport=size, java_script_enabled=javascript, locale="vi-VN"
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context.new_page()

    yield open_it
    for context in contexts:
        context.close()
