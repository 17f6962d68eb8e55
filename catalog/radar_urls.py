"""Below /office/radar/, inside Wagtail's admin."""

from django.urls import path

from .office import radar_lists, radar_views


def _with_files(address: str, name: str, view, file_view) -> list:
    """A page, and what it shows as a file: name_xlsx, name_csv."""
    page = path(address, view, name=name)
    files = [
        path(f"{address}list.{ending}", file_view, {"ending": ending}, f"{name}_{ending}")
        for ending in ("xlsx", "csv")
    ]
    return [page, *files]


urlpatterns = [
    *_with_files("", "office_radar", radar_views.overview, radar_views.overview_file),
    *_with_files(
        "certificates/",
        "office_radar_certificates",
        radar_lists.certificates,
        radar_lists.certificates_file,
    ),
    *_with_files(
        "products/", "office_radar_products", radar_lists.products, radar_lists.products_file
    ),
]
