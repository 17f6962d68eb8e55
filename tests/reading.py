"""Reading what the shop draws, as a person's phone or eye would: codes and printed pages."""

import io

import pypdfium2
import zxingcpp
from PIL import Image

POINTS_PER_INCH = 72


def words_of(pdf: bytes) -> str:
    """All text of a document, with single spaces."""
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(
            " ".join(page.get_textpage().get_text_bounded() for page in document).split()
        )


def page_of(pdf: bytes, number: int = 0, dpi: int = 200) -> Image.Image:
    """One page as it is printed."""
    with pypdfium2.PdfDocument(pdf) as document:
        return document[number].render(scale=dpi / POINTS_PER_INCH).to_pil().convert("L")


def codes_in(picture: Image.Image | bytes) -> list[str]:
    """What the bar codes of a picture say."""
    if isinstance(picture, bytes):
        picture = Image.open(io.BytesIO(picture)).convert("L")
    return [code.text for code in zxingcpp.read_barcodes(picture)]
