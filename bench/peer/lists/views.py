"""Oscar's three lists by one query with Oscar's own prefetches, for Oscar's own templates."""

from types import SimpleNamespace

from django.shortcuts import get_object_or_404
from django.views.generic import ListView
from oscar.core.loading import get_class, get_model

BrowseCategoryForm = get_class("search.forms", "BrowseCategoryForm")
Product, Category = get_model("catalogue", "Product"), get_model("catalogue", "Category")


class CatalogueView(ListView):
    template_name = "oscar/catalogue/browse.html"
    paginate_by = 20
    context_object_name = "products"

    def get_queryset(self):
        return Product.objects.browsable().base_queryset().order_by("-date_created", "-pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = [SimpleNamespace(object=product) for product in context["page_obj"].object_list]
        context["page_obj"].object_list = context[self.context_object_name] = rows
        return {
            **context,
            "form": BrowseCategoryForm(self.request.GET),
            "page": context["page_obj"],
        }


class ProductCategoryView(CatalogueView):
    template_name = "oscar/catalogue/category.html"

    def get_queryset(self):
        self.category = get_object_or_404(Category, pk=self.kwargs["pk"])
        ids = self.category.get_descendants_and_self().values("pk")
        return super().get_queryset().filter(categories__in=ids)

    def get_context_data(self, **kwargs):
        return super().get_context_data(category=self.category, **kwargs)


class FacetedSearchView(CatalogueView):
    template_name = "oscar/search/results.html"
    context_object_name = "results"

    def get_queryset(self):
        found = super().get_queryset()
        for word in self.request.GET.get("q", "").split():
            found = found.filter(title__icontains=word)
        return found

    def get_context_data(self, **kwargs):
        return super().get_context_data(query=self.request.GET.get("q", ""), **kwargs)
