"""Stand before Wagtail's own addresses of the same names."""

from django.urls import path, re_path

from . import views

urlpatterns = [
    path("login/", views.to_sign_in, name="office_login"),
    re_path(r"^password_reset/", views.to_password_reset, name="office_password_reset"),
]
