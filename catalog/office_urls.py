"""Below /office/register/, inside Wagtail's admin."""

from django.urls import path

from .office import (
    certificate_views,
    decision_list_views,
    decision_views,
    import_views,
    list_views,
    review_views,
    verify_views,
)


def _files(address: str, view, name: str) -> list:
    """One address for each kind of file that `view` hands out: name_xlsx, name_csv."""
    return [
        path(f"{address}.{ending}", view, {"ending": ending}, f"{name}_{ending}")
        for ending in ("xlsx", "csv")
    ]


urlpatterns = [
    path("", list_views.register_list, name="office_register"),
    *_files("list", list_views.register_file, "office_register"),
    path("decisions/", decision_list_views.decisions, name="office_decisions"),
    *_files("decisions/list", decision_list_views.decisions_file, "office_decisions"),
    path("decisions/new/", decision_views.new_decision, name="office_decision_new"),
    path("decisions/<int:pk>/", decision_views.decision, name="office_decision"),
    path("decisions/<int:pk>/submit/", decision_views.hand_over, name="office_decision_submit"),
    path("decisions/<int:pk>/verify/", verify_views.verify, name="office_decision_verify"),
    path("decisions/<int:pk>/lines/", decision_views.more_lines, name="office_decision_lines"),
    path("decisions/<int:pk>/scan/", decision_views.scan, name="office_decision_scan"),
    path("products/suggest/", decision_views.suggest, name="office_product_suggest"),
    path("products/<int:pk>/", certificate_views.product_history, name="office_product_history"),
    path("import/", import_views.imports, name="office_imports"),
    *_files("import/list", import_views.imports_file, "office_imports"),
    *_files("import/<slug:kind>/template", import_views.template, "office_sheet_template"),
    path("import/<int:pk>/", import_views.sheet, name="office_sheet"),
    path("import/<int:pk>/answer.xlsx", import_views.answer, name="office_sheet_answer"),
    path("import/<int:pk>/enter/", import_views.enter, name="office_sheet_enter"),
    path("import/<int:pk>/discard/", import_views.discard, name="office_sheet_discard"),
    path("import/review/", review_views.review, name="office_review"),
    *_files("import/review/list", review_views.review_file, "office_review"),
    path("import/review/<int:pk>/", review_views.review_row, name="office_review_row"),
    path("events/<int:pk>/scan/", certificate_views.event_scan, name="office_event_scan"),
    path("<int:pk>/", certificate_views.certificate, name="office_certificate"),
    path("<int:pk>/<slug:door>/", certificate_views.door, name="office_certificate_door"),
]
