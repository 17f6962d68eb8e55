"""Requests per second beside a stock django-oscar shop, same machine, same run, in turn.

    python -m tests.services.postgres -- .venv/bin/python -m bench.side_by_side

PostgreSQL, gunicorn with 4 workers, `wrk -t2 -c8`; each shop is measured twice, A B A B, and
the better run counts. Needs wrk. The peer's packages go into .cache/peer once.
"""

import argparse
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PEER = ROOT / "bench" / "peer"
PEER_VENV = ROOT / ".cache" / "peer"
PEER_PACKAGES = ["django-oscar==4.2.1", "sorl-thumbnail<13", "gunicorn", "psycopg[binary]"]
BOUND = "127.0.0.1:8897"


def run(*command, **options):
    subprocess.run([str(part) for part in command], check=True, **options)


def database(name: str) -> str:
    """Make an empty database in the cluster; returns its URL."""
    url = os.environ["DATABASE_URL"]
    run("psql", "-q", url, "-c", f"DROP DATABASE IF EXISTS {name}", "-c", f"CREATE DATABASE {name}")
    return url.rsplit("/", 1)[0] + f"/{name}"


class Shop:
    """A shop that can be served: where, by which Python, under which settings."""

    def __init__(self, name, python, folder, wsgi, environment):
        self.name, self.python, self.folder, self.wsgi = name, python, folder, wsgi
        self.environment = {**os.environ, "PYTHONWARNINGS": "ignore", **environment}

    def do(self, *arguments):
        run(self.python, *arguments, cwd=self.folder, env=self.environment)

    def measure(self, paths: dict[str, str], seconds: int, **environment) -> dict[str, float]:
        command = [self.python, "-m", "gunicorn", self.wsgi, "-w4", "-b", BOUND, "--timeout=60"]
        server = subprocess.Popen(
            [str(part) for part in command],
            cwd=self.folder,
            env={**self.environment, **environment},
            stderr=subprocess.DEVNULL,
        )
        try:
            return {page: self._load(path, seconds) for page, path in paths.items()}
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(20)

    @staticmethod
    def _load(path: str, seconds: int) -> float:
        url = f"http://{BOUND}{path}"
        for _ in range(100):
            try:
                with urllib.request.urlopen(url, timeout=30) as answer:
                    url = answer.geturl()
                break
            except OSError:
                time.sleep(0.3)
        run("wrk", "-t2", "-c8", "-d3s", url, stdout=subprocess.DEVNULL)
        told = subprocess.run(
            ["wrk", "-t2", "-c8", f"-d{seconds}s", url], check=True, capture_output=True, text=True
        ).stdout
        if bad := re.search(r"Non-2xx.*", told):
            raise SystemExit(f"{url}: {bad[0]}")
        return float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])


def make_peer(products: int) -> Shop:
    if not PEER_VENV.exists():
        run(sys.executable, "-m", "venv", PEER_VENV)
        run(PEER_VENV / "bin" / "pip", "install", "-q", *PEER_PACKAGES)
    media = ROOT / ".cache" / "peer-media"
    environment = {"DATABASE_URL": database("peer"), "PEER_MEDIA": str(media)}
    environment["DJANGO_SETTINGS_MODULE"] = "settings"
    shop = Shop("stock Oscar", PEER_VENV / "bin" / "python", PEER, "wsgi", environment)
    shop.do("-m", "django", "migrate", "-v0")
    shop.do("load.py", products)
    return shop


def make_ours(products: int) -> Shop:
    environment = {
        "DATABASE_URL": database("ours"),
        "DJANGO_SETTINGS_MODULE": "marketplace.settings.demo",
        "SEARCH_PATH": str(ROOT / ".cache" / "bench-search.sqlite3"),
        "MEDIA_ROOT": str(ROOT / ".cache" / "bench-media"),
    }
    shop = Shop("ours", sys.executable, ROOT, "marketplace.wsgi", environment)
    shop.do("manage.py", "migrate", "-v0")
    shop.do("manage.py", "load_demo", f"--scale={products}")
    return shop


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=10)
    chosen = parser.parse_args()
    (ROOT / ".cache").mkdir(exist_ok=True)
    peer, ours = make_peer(str(chosen.products)), make_ours(chosen.products)
    run("psql", "-q", peer.environment["DATABASE_URL"], "-c", "VACUUM ANALYZE")
    run("psql", "-q", ours.environment["DATABASE_URL"], "-c", "VACUUM ANALYZE")
    theirs = {"catalogue": "/catalogue/", "product": "/catalogue/dac-san-3_4/"}
    of_us = {"catalogue": "/products/", "product": "/products/x-5/"}
    rows = []
    for _ in range(2):
        rows.append(("stock Oscar", peer.measure(theirs, chosen.seconds)))
        rows.append(("ours, no cache", ours.measure(of_us, chosen.seconds, PAGE_CACHE_SECONDS="0")))
        cached = ours.measure(of_us, chosen.seconds, PAGE_CACHE_SECONDS="60")
        rows.append(("ours, cache on", cached))
    report(rows)


def report(rows):
    best: dict[str, dict[str, float]] = {}
    for name, figures in rows:
        for page, rate in figures.items():
            best.setdefault(name, {})
            best[name][page] = max(rate, best[name].get(page, 0))
    for name, figures in best.items():
        for page, rate in figures.items():
            times = rate / best["stock Oscar"][page]
            sys.stdout.write(f"{name:<16} {page:<10} {rate:8.1f} requests/s  {times:5.1f} x\n")


if __name__ == "__main__":
    main()
