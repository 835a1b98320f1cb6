"""Addresses of the log, under /arbete/logg/."""

from django.urls import URLPattern, URLResolver, path

from samfrid.faces.staff.audit import log, review

urlpatterns: list[URLPattern | URLResolver] = [
    path("", log.entries, name="log"),
    path("granskning/", review.reviews, name="log_reviews"),
    path("granskning/dra/", review.draw, name="log_review_draw"),
    path("granskning/<str:month>/", review.review, name="log_review"),
]
