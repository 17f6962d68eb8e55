"""Below /office/register/, inside Wagtail's admin."""

from django.urls import path

from .office import list_views

urlpatterns = [
    path("", list_views.register_list, name="office_register"),
    path("list.xlsx", list_views.register_file, {"kind": "xlsx"}, name="office_register_xlsx"),
    path("list.csv", list_views.register_file, {"kind": "csv"}, name="office_register_csv"),
]
