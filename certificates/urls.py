"""The public addresses of certificates, and the graduate's own page."""

from django.urls import path

from certificates import views, views_files, views_learn

urlpatterns = [
    path("verify/", views.verify_form, name="verify"),
    path("verify/<str:code>/", views.verify_code, name="verify_code"),
    path("learn/certificates/", views_learn.my_certificates, name="my_certificates"),
    path("learn/certificates/<str:code>/name/", views_learn.show_my_name, name="show_my_name"),
    path(".well-known/did.json", views_files.did_document, name="did_document"),
    path("status/revocation/<int:number>", views_files.status_list, name="status_list"),
    *(
        path(f"credentials/<str:code>.{form}", views_files.credential_file, {"form": form}, name=f"credential_{form}")
        for form in ("json", "pdf", "png", "svg")
    ),
]
