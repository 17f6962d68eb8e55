from pathlib import Path

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    folder = tmp_path / "media" / "images"
    folder.mkdir(parents=True)
    (folder / "sen.webp").write_bytes(b"RIFF0000WEBP")
    (folder / "page.html").write_text("<script>alert(1)</script>")
    (tmp_path / "secret.jpg").write_bytes(b"not below media")
    return Path(settings.MEDIA_ROOT)


def test_a_picture_is_served_and_kept_by_browsers(client, media):
    answer = client.get("/media/images/sen.webp")

    assert b"".join(answer) == b"RIFF0000WEBP"
    assert answer["Content-Type"] == "image/webp"
    assert "immutable" in answer["Cache-Control"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        "images/page.html",
        "images/absent.webp",
        "images",
        "../secret.jpg",
        "%2e%2e/secret.jpg",
        "images/../../secret.jpg",
        "/etc/passwd.jpg",
        "a" * 5000 + ".jpg",
    ],
)
def test_nothing_else_is_served(client, media, path):
    assert client.get(f"/media/{path}").status_code == 404
