"""Staff addresses, all under /arbete/."""

from django.urls import URLPattern, URLResolver, include, path

from samfrid.faces.staff import components, home

app_name = "staff"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("komponenter/", components.components, name="components"),
    path("arenden/", include("samfrid.faces.staff.cases.urls")),
    path("fragor/", include("samfrid.faces.staff.asking.urls")),
    path("jobb/", include("samfrid.faces.staff.jobs.urls")),
    path("lasa-in/", include("samfrid.faces.staff.intake.urls")),
    path("logg/", include("samfrid.faces.staff.audit.urls")),
    path("medlemmar/", include("samfrid.faces.staff.members.urls")),
    path("organisation/", include("samfrid.faces.staff.organisation.urls")),
    path("kontaktvagar/", include("samfrid.faces.staff.contacts.urls")),
    path("statistik/", include("samfrid.faces.staff.statistics.urls")),
    path("dokument/", include("samfrid.faces.staff.documents.urls")),
]
