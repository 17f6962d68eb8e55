"""What of an uploaded picture is kept, what is refused, and which sizes are made."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from PIL import Image as Pillow
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from catalog.images import MAX_BYTES, SPECS, clean_upload, make_renditions
from catalog.models import Image
from marketplace.kernel.outbox import queue
from marketplace.kernel.outbox.models import OutboxItem

GPS_TAG, LATITUDE, MAKE = 0x8825, 2, 0x010F


def photo(size=(640, 480), kind="JPEG", **options) -> bytes:
    written = BytesIO()
    Pillow.new("RGB", size, (200, 150, 60)).save(written, kind, **options)
    return written.getvalue()


def upload(content: bytes, name="mam.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


def with_gps() -> bytes:
    exif = Pillow.Exif()
    exif[MAKE] = "Phone of the producer"
    exif.get_ifd(GPS_TAG)[LATITUDE] = (10.0, 22.0, 30.0)
    return photo(exif=exif)


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header speaks of a huge picture."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.fixture
def image(make) -> Image:
    kept = Image(title="Đường", alt_vi="Hũ đường", alt_en="A jar of sugar", file=upload(photo()))
    kept.save()
    return kept


def test_the_place_where_a_picture_was_taken_is_not_kept(make):
    assert Pillow.open(BytesIO(with_gps())).getexif().get_ifd(GPS_TAG)

    kept = Image.objects.create(title="Mắm", alt_vi="Hũ mắm", file=upload(with_gps()))

    with kept.file.open() as stored, Pillow.open(stored) as read:
        assert not read.getexif()
        assert "exif" not in read.info


def test_what_hides_behind_a_picture_is_not_kept(make):
    kept = Image.objects.create(
        title="Mắm", alt_vi="Hũ mắm", file=upload(photo() + b"<script>alert(1)</script>")
    )

    with kept.file.open() as stored:
        assert b"<script>" not in stored.read()


def test_a_picture_stands_upright_without_its_orientation_tag():
    exif = Pillow.Exif()
    exif[0x0112] = 6

    clean = clean_upload(upload(photo((640, 480), exif=exif)))

    assert Pillow.open(clean).size == (480, 640)


def test_a_clear_ground_is_kept():
    written = BytesIO()
    Pillow.new("RGBA", (400, 400), (0, 0, 0, 0)).save(written, "PNG")

    clean = clean_upload(upload(written.getvalue(), "logo.png"))

    assert Pillow.open(clean).getpixel((9, 9))[3] == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (png_that_claims(30_000, 30_000), "pixels"),
        (png_that_claims(6_000, 4_001), "pixels"),
        (photo((319, 900)), "small"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unreadable"),
        (b"GIF89a" + bytes(40), "unreadable"),
        (photo()[:300], "unreadable"),
        (b"", "unreadable"),
        (bytes(MAX_BYTES + 1), "bytes"),
    ],
    ids=["bomb", "too many pixels", "small", "svg", "gif", "cut off", "empty", "too many bytes"],
)
def test_what_is_no_honest_picture_is_refused_before_it_is_kept(make, content, code):
    with pytest.raises(ValidationError) as refusal:
        clean_upload(upload(content))

    assert refusal.value.code == code
    assert not Image.objects.exists()


def test_the_officers_form_says_what_is_wrong_beside_the_field(make):
    form = get_image_form(Image)(
        {"title": "Mắm", "alt_vi": "", "collection": Collection.objects.first().pk},
        {"file": upload(photo((200, 900)))},
    )

    assert not form.is_valid()
    assert form.errors.keys() == {"file", "alt_vi"}
    assert not Image.objects.exists()


def test_sizes_are_ordered_with_the_picture_and_made_by_the_outbox(image):
    assert not image.renditions.exists()

    queue.drain()

    assert {r.filter_spec for r in image.renditions.all()} == set(SPECS)


def test_making_the_sizes_twice_changes_nothing(image):
    make_renditions({"image": image.pk})
    first = set(image.renditions.values_list("pk", flat=True))

    make_renditions({"image": image.pk})

    assert set(image.renditions.values_list("pk", flat=True)) == first


def test_a_picture_that_is_gone_needs_no_sizes(image):
    pk = image.pk
    image.delete()

    make_renditions({"image": pk})

    assert not Image.objects.exists()


def test_a_change_of_words_orders_no_sizes(image):
    image.alt_en = "Palm sugar"
    image.save()

    assert OutboxItem.objects.filter(kind="renditions").count() == 1


def shown(image, **names) -> str:
    template = Template("{% load pictures %}{% picture image width=480 group=group eager=eager %}")
    return template.render(Context({"image": image, **names}))


def test_a_page_shows_only_sizes_that_exist(image, django_assert_num_queries):
    assert "placeholder" in shown(image)

    queue.drain()
    loaded = Image.objects.prefetch_related("renditions").get()

    with django_assert_num_queries(0):
        html = shown(loaded, eager=False)
    assert html.count("<source") == 2
    assert 'width="480" height="480"' in html
    assert 'loading="lazy"' in html


def test_the_first_picture_of_a_page_is_fetched_at_once(image):
    queue.drain()

    html = shown(image, eager=True)

    assert 'fetchpriority="high"' in html
    assert "lazy" not in html


def test_the_drawing_of_the_group_stands_in_for_a_missing_picture():
    assert "#group-beverage" in shown(None, group="BEVERAGE")


def test_words_for_a_picture_follow_the_reader(image):
    assert image.alt("en") == "A jar of sugar"
    image.alt_en = ""
    assert image.alt("en") == image.alt("vi") == "Hũ đường"
