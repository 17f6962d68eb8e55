"""Compile every catalogue of texts: `python -m marketplace.kernel.texts`.

Babel does what msgfmt does, so that a bare machine needs no gettext.
"""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("catalog", "cms", "marketplace", "search", "showrooms")


def catalogues() -> list[Path]:
    """The .po files of our own packages, those for scripts among them."""
    return sorted(po for package in PACKAGES for po in (ROOT / package).rglob("django*.po"))


def compile_all() -> int:
    """Write a .mo beside every .po; returns how many."""
    for po in catalogues():
        with po.open("rb") as source:
            texts = read_po(source, locale=po.parts[-3], abort_invalid=True)
        with po.with_suffix(".mo").open("wb") as target:
            write_mo(target, texts)
    return len(catalogues())


if __name__ == "__main__":
    sys.stdout.write(f"{compile_all()} catalogues compiled\n")
