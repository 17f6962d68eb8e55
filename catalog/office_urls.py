"""Below /office/register/, inside Wagtail's admin."""

from django.urls import path

from .office import certificate_views, decision_views, list_views

urlpatterns = [
    path("", list_views.register_list, name="office_register"),
    path("list.xlsx", list_views.register_file, {"kind": "xlsx"}, name="office_register_xlsx"),
    path("list.csv", list_views.register_file, {"kind": "csv"}, name="office_register_csv"),
    path("decisions/new/", decision_views.new_decision, name="office_decision_new"),
    path("decisions/<int:pk>/", decision_views.decision, name="office_decision"),
    path("decisions/<int:pk>/submit/", decision_views.hand_over, name="office_decision_submit"),
    path("decisions/<int:pk>/scan/", decision_views.scan, name="office_decision_scan"),
    path("products/<int:pk>/", certificate_views.product_history, name="office_product_history"),
    path("events/<int:pk>/scan/", certificate_views.event_scan, name="office_event_scan"),
    path("<int:pk>/", certificate_views.certificate, name="office_certificate"),
    path("<int:pk>/<slug:door>/", certificate_views.door, name="office_certificate_door"),
]
