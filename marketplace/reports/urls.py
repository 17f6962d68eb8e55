"""Below /figures/, in both languages."""

from django.urls import path

from .views import public

urlpatterns = [
    path("", public.figures, name="figures"),
    path("today.csv", public.today_file, {"kind": "csv"}, name="figures_today_csv"),
    path("today.json", public.today_file, {"kind": "json"}, name="figures_today_json"),
    path("<int:pk>/", public.final, name="figures_final"),
    path("<int:pk>/figures.csv", public.final_file, {"kind": "csv"}, name="figures_final_csv"),
    path("<int:pk>/figures.json", public.final_file, {"kind": "json"}, name="figures_final_json"),
]
