"""Build the font files of the site from the packages of Fontsource (all SIL OFL 1.1).

    npm install @fontsource/be-vietnam-pro@5.3.0 @fontsource-variable/fraunces \
        @fontsource-variable/inter
    python bench/fonts.py node_modules

Fontsource cuts a face into pieces by script, so that Vietnamese text fetches three files. Here
the pieces are merged and cut down to the letters of Vietnamese and Western European languages.
"""

import sys
from io import BytesIO
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.subset import Options as SubsetOptions
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

OUT = Path(__file__).parents[1] / "marketplace" / "static" / "fonts"
ASCII = "".join(map(chr, range(0x20, 0x7F)))
GUESTS = "äöüÄÖÜßçÇñÑëïîûåøæ"
MARKED = "ăâđêôơư"
TONES = "\u0300\u0309\u0303\u0301\u0323"
SIGNS = "\u00a0₫–—‘’“”…•·×−€°«»§©±½"
TITLE_SIGNS = "\u00a0₫–—‘’“”…·"
DIGITS = "0123456789.,-−/ \u00a0₫"


def vietnamese() -> str:
    """Every letter of Vietnamese, composed, in both cases."""
    from unicodedata import normalize  # noqa: PLC0415

    letters = {normalize("NFC", base + tone) for base in "aeiouy" + MARKED for tone in TONES}
    small = [letter for letter in letters | set(MARKED) if len(letter) == 1]
    return "".join(sorted({*small, *(letter.upper() for letter in small)}))


def merged(pieces: list[Path], weight: int | None = None) -> TTFont:
    """One face from its pieces; a variable one is fixed at a weight first, where one is given."""
    opened = []
    for piece in pieces:
        font = TTFont(piece)
        font.flavor = None
        if weight and "fvar" in font:
            font = instantiateVariableFont(font, {"wght": weight})
        buffer = BytesIO()
        font.save(buffer)
        buffer.seek(0)
        opened.append(buffer)
    if len(opened) == 1:
        return TTFont(opened[0])
    return Merger(options=Options(drop_tables=["vmtx", "vhea", "STAT", "MVAR"])).merge(opened)


def write(font: TTFont, text: str, name: str, features: list[str]) -> None:
    options = SubsetOptions()
    options.flavor = "woff2"
    options.hinting = False
    options.desubroutinize = True
    options.layout_features = features
    options.name_IDs = [0, 1, 2, 13, 14]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(OUT / name)
    missing = [c for c in text if ord(c) not in font.getBestCmap()]
    print(f"{name}: {(OUT / name).stat().st_size / 1024:.1f} KB, missing {missing}")


def main(modules: Path) -> None:
    text = ASCII + GUESTS + vietnamese() + SIGNS
    body = modules / "@fontsource" / "be-vietnam-pro" / "files"
    for weight in (400, 600):
        pieces = [
            body / f"be-vietnam-pro-{script}-{weight}-normal.woff2"
            for script in ("latin", "latin-ext", "vietnamese")
        ]
        write(merged(pieces), text, f"body-{weight}.woff2", ["kern"])
    titles = modules / "@fontsource-variable" / "fraunces" / "files"
    pieces = [
        titles / f"fraunces-{script}-wght-normal.woff2"
        for script in ("latin", "latin-ext", "vietnamese")
    ]
    write(merged(pieces, 600), ASCII + vietnamese() + TITLE_SIGNS, "title-600.woff2", ["kern"])
    numbers = modules / "@fontsource-variable" / "inter" / "files"
    pieces = [numbers / f"inter-{script}-wght-normal.woff2" for script in ("latin", "vietnamese")]
    for weight in (400, 600):
        write(merged(pieces, weight), DIGITS, f"numbers-{weight}.woff2", ["tnum"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
