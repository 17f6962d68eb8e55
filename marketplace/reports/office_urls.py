"""Below /office/reports/, inside Wagtail's admin."""

from django.urls import path

from .views import files, records, reports, typing

urlpatterns = [
    path("", reports.report_list, name="office_reports"),
    path("new/", reports.new_report, name="office_report_new"),
    path("typed/", typing.typed_list, name="office_typed"),
    path("typed/<slug:what>/new/", typing.new, name="office_typed_new"),
    path("typed/<slug:what>/<int:pk>/", typing.correct, name="office_typed_row"),
    path("typed/<slug:what>/<int:pk>/withdraw/", typing.withdraw, name="office_typed_withdraw"),
    path("<int:pk>/", reports.report, name="office_report"),
    path("<int:pk>/count/", reports.count_again, name="office_report_count"),
    path("<int:pk>/final/", reports.make_final, name="office_report_final"),
    path("<int:pk>/print/", files.to_print, name="office_report_print"),
    path("<int:pk>/report.xlsx", files.report_file, {"kind": "xlsx"}, name="office_report_xlsx"),
    path("<int:pk>/report.csv", files.report_file, {"kind": "csv"}, name="office_report_csv"),
    path("<int:pk>/report.json", files.report_file, {"kind": "json"}, name="office_report_json"),
    path("<int:pk>/records/", records.records, name="office_report_records"),
    path(
        "<int:pk>/records.xlsx",
        records.records_file,
        {"kind": "xlsx"},
        name="office_report_records_xlsx",
    ),
    path(
        "<int:pk>/records.csv",
        records.records_file,
        {"kind": "csv"},
        name="office_report_records_csv",
    ),
]
