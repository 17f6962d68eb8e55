"""A private PostgreSQL for one command: its own folder, its own port on loopback, then gone.

    python -m tests.services.postgres -- COMMAND...

DATABASE_URL names the cluster for the command, whose exit status is handed on. Durability is
on, as in production. Debian's binaries are found by themselves; PG_BIN names others.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

LOOPBACK = "127.0.0.1"
DEBIAN = Path("/usr/lib/postgresql")
SECONDS_TO_START = 60


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """The URL of an empty database in a cluster that lives as long as the block."""
    as_user = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="ocop-postgres-"))
    if as_user:
        shutil.chown(folder, as_user["user"], as_user["group"])
    try:
        with _server(folder, as_user) as port:
            _run("createdb", "-h", LOOPBACK, "-p", str(port), "-U", "postgres", "shop", **as_user)
            yield f"postgresql://postgres@{LOOPBACK}:{port}/shop"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _server(folder: Path, as_user: dict) -> Iterator[int]:
    data, port = folder / "data", _free_port()
    _run("initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale",
         "--no-sync", cwd=folder, **as_user)  # fmt: skip
    with (folder / "log").open("wb") as log:
        options = {
            "listen_addresses": LOOPBACK,
            "port": port,
            "unix_socket_directories": "",
            "max_connections": 200,
        }
        switches = [word for key, value in options.items() for word in ("-c", f"{key}={value}")]
        server = subprocess.Popen(
            [binary("postgres"), "-D", str(data), *switches],
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
            # A Ctrl-C in the terminal is for the command; the cluster outlives it.
            start_new_session=True,
            **as_user,
        )
    try:
        _wait_until_ready(server, port, folder / "log")
        yield port
    finally:
        # SIGINT: a fast shutdown, sessions are cut off.
        server.send_signal(signal.SIGINT)
        server.wait(timeout=SECONDS_TO_START)


def binary(name: str) -> str:
    """The path of one of PostgreSQL's programs, the newest version first."""
    versions = sorted(DEBIAN.glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    for folder in [os.environ.get("PG_BIN"), *versions]:
        if folder and (Path(folder) / name).exists():
            return str(Path(folder) / name)
    found = shutil.which(name)
    if not found:
        raise SystemExit(f"PostgreSQL's {name} was not found. On Debian: apt install postgresql")
    return found


def _unprivileged() -> dict:
    """Whom to run as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _run(name: str, *arguments: str, cwd: Path | str = "/", **as_user) -> None:
    done = subprocess.run(
        [binary(name), *arguments], cwd=cwd, capture_output=True, text=True, check=False, **as_user
    )
    if done.returncode:
        raise SystemExit(f"{name} failed:\n{done.stdout}{done.stderr}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return probe.getsockname()[1]


def _wait_until_ready(server: subprocess.Popen, port: int, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    ask = [binary("pg_isready"), "-q", "-h", LOOPBACK, "-p", str(port)]
    while subprocess.run(ask, check=False).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"PostgreSQL did not start:\n{log.read_text()}")
        time.sleep(0.1)


def main(arguments: list[str]) -> int:
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        raise SystemExit(__doc__)
    # A polite stop takes the cluster down too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with cluster() as url:
        done = subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False)
    return done.returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
