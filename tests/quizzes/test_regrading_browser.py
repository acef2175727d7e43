"""The staff's pages about a regrade in a browser: axe finds nothing in our part of them."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests.quizzes.regrading import correct, regrade
from tests.quizzes.test_regrading_staff import graduate, preview_url

__all__ = ["graduate"]

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("no_second_factor"),
]


def test_axe_finds_nothing_in_the_pages_of_a_regrade(graduate, make_user, browse):
    staff = make_user(is_staff=True, is_superuser=True)
    question = correct()
    looked_at = [
        reverse("regrades:choose", args=[question.pk]),
        preview_url(question, "both"),
        preview_url(question, "new"),
    ]
    page, faults = browse(staff, looked_at[0]), []

    def look(url: str) -> None:
        page.goto(url)
        page.wait_for_load_state("load")
        answer = Axe().run(page, context={"include": [["main .nice-padding"]]}).response
        faults.extend(
            f"{url}: {fault['id']}: {node['target']}" for fault in answer["violations"] for node in fault["nodes"]
        )

    for url in looked_at:
        look(url)
    act = regrade(question, "new", staff)
    for url in (
        reverse("regrades:inspect", args=[act.pk]),
        reverse("regrades:doubts"),
        reverse("regrades:undo", args=[act.pk]),
    ):
        look(url)
    assert faults == []
