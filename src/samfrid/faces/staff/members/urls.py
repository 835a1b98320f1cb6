"""Addresses of members, under /arbete/medlemmar/."""

from django.urls import URLPattern, URLResolver, path

from samfrid.faces.staff.members import listed, member

urlpatterns: list[URLPattern | URLResolver] = [
    path("", listed.members, name="members"),
    path("ny/", member.invite, name="member_invite"),
    path("<uuid:member>/", member.change, name="member"),
    path("<uuid:member>/lank/", member.link, name="member_link"),
    path("<uuid:member>/stang/", member.close, name="member_close"),
    path("<uuid:member>/oppna/", member.reopen, name="member_reopen"),
]
