"""/producer/stock/: what stands in one's own store."""

from django.urls import path

from . import producer_views as views

urlpatterns = [
    path("stock/", views.producer_stock, name="producer_stock"),
    path("stock/<int:pk>/count/", views.recount, name="producer_recount"),
    path("stock/<int:pk>/write-off/", views.write_off, name="producer_write_off"),
    path("stock/add/<int:pk>/", views.add_batch, name="producer_add_batch"),
]
