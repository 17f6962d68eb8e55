from django.urls import include, path

from . import views

urlpatterns = [
    path("accounts/", views.account, name="account"),
    path("accounts/landing/", views.landing, name="landing"),
    path("accounts/", include("allauth.urls")),
]
