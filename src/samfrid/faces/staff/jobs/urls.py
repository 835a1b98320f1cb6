"""Addresses of long work, under /arbete/jobb/."""

from django.urls import URLPattern, URLResolver, path

from samfrid.faces.staff.jobs import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.listed, name="jobs"),
    path("<uuid:run>/", views.shown, name="job"),
    path("<uuid:run>/avbryt/", views.stopped, name="job_stop"),
]
