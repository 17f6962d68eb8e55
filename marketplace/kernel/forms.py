"""How forms of the site are drawn."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Label, hint, error and summary as in our components, for `{{ form }}` and every field."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
