"""How forms are drawn: with the design system's field, error and choices."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draws each field by `ui/field.html` and each form by `ui/form.html`."""

    field_template_name = "ui/field.html"
    form_template_name = "ui/form.html"
