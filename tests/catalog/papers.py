"""Scans as officers send them."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n"


def pdf(content=PDF, name="quyet-dinh.pdf"):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def picture(kind="JPEG", size=(40, 60)) -> bytes:
    made = io.BytesIO()
    Image.new("L", size, 200).save(made, kind)
    return made.getvalue()
