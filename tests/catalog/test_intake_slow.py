"""Big sheets, and a power cut: measured in a process of its own, on a file of its own."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from openpyxl import Workbook, load_workbook

from tests.catalog.intake_process import OFFICERS

pytestmark = pytest.mark.slow
HEADS = ("Tên chủ thể", "Mã số thuế", "Địa chỉ", "Xã, phường", "Tỉnh, thành phố", "Điện thoại")
TABLES = ("catalog_producer", "partner_partner", "catalog_place", "catalog_importrun")


@pytest.fixture
def process(tmp_path):
    """Starts the process on a database of its own; `process.path` is the file."""
    path = tmp_path / "shop.sqlite3"
    env = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{path}",
        "SEARCH_PATH": str(tmp_path / "search.sqlite3"),
        "MEDIA_ROOT": str(tmp_path / "media"),
        "PYTHONUNBUFFERED": "1",
    }

    def start(*words) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.catalog.intake_process", *map(str, words)],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    start.path = path
    prepared = start("prepare")
    assert prepared.wait() == 0, prepared.communicate()
    prepared.communicate()
    return start


def rows_of(path):
    with sqlite3.connect(path) as database:
        counted = [database.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in TABLES]  # noqa: S608
    database.close()
    return counted


def write(path, rows):
    made = Workbook(write_only=True)
    tab = made.create_sheet("Chủ thể")
    tab.append(HEADS)
    for row in rows:
        tab.append(row)
    made.save(path)
    return path


def test_ten_thousand_bad_rows_are_ten_thousand_errors(process, tmp_path):
    file = write(
        tmp_path / "bad.xlsx",
        (
            (f"HTX Số {i}", "0000000001", f"Tổ {i}", "Phường Long Xuyên", "An Giang", "0912345678")
            for i in range(10_000)
        ),
    )
    before = rows_of(process.path)

    began = time.monotonic()
    told, errors = process(
        "import_sheet", "producers", file, "--apply", "--by", *OFFICERS[:1]
    ).communicate()
    seconds = time.monotonic() - began

    megabytes = int(re.search(r"(\d+) MB", told)[1])
    print(f"10,000 bad rows: {seconds:.1f} s, {megabytes} MB")  # noqa: T201
    assert "10000 errors. Nothing was written." in told
    assert "Chủ thể!B2 [Mã số thuế] «0000000001»" in errors
    assert rows_of(process.path) == before
    assert (seconds < 60, megabytes < 300) == (True, True), (seconds, megabytes)
    back = load_workbook(tmp_path / "bad-ket-qua.xlsx", read_only=True)
    marked = [row[-1] for row in back.active.iter_rows(min_row=2, values_only=True)]
    back.close()
    assert len([words for words in marked if words]) == 10_000
    assert marked[-1].startswith("B10001 Mã số thuế: ")


def test_ten_thousand_strangers_are_looked_for_in_time(process, tmp_path):
    file = write(
        tmp_path / "many.xlsx",
        (
            (f"HTX {i:b}".replace("0", "sen ").replace("1", "trà ") + f"{i}", None, "Tổ 1")
            + ("Phường Long Xuyên", "An Giang", None)
            for i in range(2_000)
        ),
    )

    began = time.monotonic()
    told, errors = process("import_sheet", "producers", file).communicate()

    print(f"2,000 new producers, dry: {time.monotonic() - began:.1f} s")  # noqa: T201
    assert "Dry run: nothing was written." in told, errors
    assert rows_of(process.path)[0] == 0


def test_killed_half_way_it_leaves_nothing(process, tmp_path):
    file = write(
        tmp_path / "good.xlsx",
        (
            (f"HTX Số {i}", None, "Tổ 1", "Phường Long Xuyên", "An Giang", None)
            for i in range(2_000)
        ),
    )
    before = rows_of(process.path)

    running = process("import_sheet", "producers", file, "--apply", "--by", OFFICERS[0], "-v", "2")
    for line in running.stdout:
        if line == "500 rows\n":
            break
    running.send_signal(signal.SIGKILL)
    running.communicate()

    assert running.returncode == -signal.SIGKILL
    assert rows_of(process.path) == before
    with sqlite3.connect(process.path) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()
