"""Addresses of asking, under /arbete/fragor/."""

from django.urls import URLPattern, URLResolver, path

from samfrid.faces.staff.asking import codes, hand_over, overview, steps, tally

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="asking"),
    path("rakna/", tally.tally, name="asking_tally"),
    path("lamna-over/", hand_over.hand_over, name="asking_hand_over"),
    path("koder/", codes.codes, name="asking_codes"),
    path("nasta-steg/", steps.steps, name="asking_steps"),
    path("nasta-steg/<slug:outcome>/", steps.edit, name="asking_steps_edit"),
]
