from django.urls import path

from .views import acceptance

urlpatterns = [
    path("accounts/invitation/", acceptance.type_code, name="invitation"),
    path("accounts/invitation/open/", acceptance.accept, name="invitation_accept"),
]
