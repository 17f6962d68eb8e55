from django.urls import path

from . import views

urlpatterns = [
    path("products/", views.products, name="products"),
    path("search/", views.search, name="search"),
    path("search/suggest", views.suggest, name="suggest"),
]
