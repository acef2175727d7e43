"""What must wait, what is reported, what staff decide: and that each decision leaves its trace."""

import pytest
from django.contrib.auth.models import Group
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import AuditRecord
from courses.discussion_rules import REPORTS_THAT_HOLD, TRUSTED_AFTER, has_link, must_wait
from courses.models import Post
from courses.services.discussion import edit_post, remove_post
from courses.services.moderation import dismiss_reports, hide_post, report_post, restore_post
from tests.courses.discussing import MINUTE, NOON, ask, reply, room
from tests.courses.places import lesson_of

LINKS = [
    "See https://example.com/x",
    "see HTTP://EXAMPLE.COM",
    "www.example.com is good",
    "[cheap](https://shop.example)",
    "just type my-shop.com",
    "write to mailto:a@example.com",
]


@pytest.fixture
def lesson(make_course):
    return lesson_of(make_course(lessons=2))


@pytest.fixture
def author(make_student):
    return make_student(legal_name="Otto Other")


@pytest.fixture
def moderator(make_user, settings):
    settings.STAFF_MFA_REQUIRED = False
    person = make_user()
    person.groups.add(Group.objects.get(name="administrator"))
    person.refresh_from_db()
    return person


@pytest.fixture
def staff_client(client, moderator):
    client.force_login(moderator)
    return client


def report(post, reporter, words="Look at this.", at=NOON):
    return report_post(post=post, reporter=reporter, reason="rude", words=words, at=at)


def state_of(post) -> str:
    post.refresh_from_db()
    return post.state


def actions(post) -> list[str]:
    records = AuditRecord.objects.filter(target_type="courses.post", target_id=str(post.pk))
    return list(records.order_by("pk").values_list("action", flat=True))


@pytest.mark.parametrize("text", LINKS)
def test_a_new_authors_link_waits_for_staff(text, author, lesson):
    assert ask(author, lesson, body=text).state == Post.State.HELD


@pytest.mark.parametrize("text", ["No link at all.", "It was 7/10. Then less", "e.g. this", "a [list] (of things)"])
def test_honest_words_do_not_wait(text, author, lesson):
    assert ask(author, lesson, body=text).state == Post.State.SHOWN


def test_the_link_of_somebody_known_does_not_wait(author, lesson):
    for number in range(TRUSTED_AFTER):
        ask(author, lesson, f"Question {number}")
    assert ask(author, lesson, "With a link", LINKS[0]).state == Post.State.SHOWN


def test_the_link_of_staff_does_not_wait(author, lesson):
    assert ask(author, lesson, body=LINKS[0], by_staff=True).state == Post.State.SHOWN


def test_a_link_that_is_edited_in_waits_too(author, lesson):
    post = ask(author, lesson)
    assert edit_post(post=post, title=post.title, body=LINKS[0], at=NOON).state == Post.State.HELD


@given(st.text(), st.integers(0, 10))
def test_without_a_link_nothing_ever_waits(text, shown_before):
    assert must_wait(text, shown_before=shown_before, by_staff=False) == (
        has_link(text) and shown_before < TRUSTED_AFTER
    )


def test_what_waits_is_seen_by_its_author_and_staff_only(author, make_student, moderator, lesson, client):
    ask(author, lesson, "With a link", LINKS[0])
    seen = []
    for person in (author, make_student(), moderator):
        client.force_login(person)
        seen.append("With a link" in client.get(room(lesson)).content.decode())
    assert seen == [True, False, True]


def test_a_held_question_is_not_found_by_others_at_its_address(author, make_student, lesson, client):
    post = ask(author, lesson, body=LINKS[0])
    client.force_login(make_student())
    assert client.get(room(lesson, f"{post.pk}/")).status_code == 404


def test_a_report_reaches_the_queue(author, make_student, moderator, lesson, client):
    post = ask(author, lesson, "A rude question")
    client.force_login(make_student())
    client.post(room(lesson, f"posts/{post.pk}/report/"), {"reason": "rude", "words": "It is <b>rude</b>."})
    client.force_login(moderator)
    assert "A rude question" in client.get("/staff/discussions/?waiting=true").content.decode()
    assert "It is &lt;b&gt;rude&lt;/b&gt;." in client.get(f"/staff/discussions/{post.pk}/").content.decode()


def test_a_report_without_a_reason_is_refused_at_the_field(author, make_student, lesson, client):
    post = ask(author, lesson)
    client.force_login(make_student())
    response = client.post(room(lesson, f"posts/{post.pk}/report/"), {"words": "x"})
    assert response.status_code == 422
    assert not post.reports.exists()


def test_nobody_reports_what_they_wrote_themselves(author, lesson, client):
    post = ask(author, lesson)
    client.force_login(author)
    assert client.post(room(lesson, f"posts/{post.pk}/report/"), {"reason": "rude"}).status_code == 403


def test_one_person_has_one_open_report_of_a_post(author, make_student, lesson):
    post, reporter = ask(author, lesson), make_student()
    for _time in range(REPORTS_THAT_HOLD + 1):
        report(post, reporter)
    assert post.reports.count() == 1
    assert state_of(post) == Post.State.SHOWN


def test_several_reporters_hold_a_post_back(author, make_student, lesson):
    post = ask(author, lesson)
    for _person in range(REPORTS_THAT_HOLD):
        report(post, make_student())
    assert state_of(post) == Post.State.HELD
    assert actions(post) == ["post.hold"]


def test_staffs_words_are_not_held_back_by_reports(author, make_student, lesson):
    post = ask(author, lesson, by_staff=True)
    for _person in range(REPORTS_THAT_HOLD):
        report(post, make_student())
    assert state_of(post) == Post.State.SHOWN


def test_dismissed_reports_show_the_post_again_and_count_no_more(author, make_student, moderator, lesson):
    post = ask(author, lesson)
    for _person in range(REPORTS_THAT_HOLD):
        report(post, make_student())
    dismiss_reports(post=post, actor=moderator, reason="Nothing wrong.", at=NOON)
    report(post, make_student())
    assert state_of(post) == Post.State.SHOWN


@pytest.mark.parametrize(
    ("act", "before", "after"),
    [
        ("hide", "shown", "hidden"),
        ("restore", "hidden", "shown"),
        ("restore", "held", "shown"),
        ("dismiss", "held", "shown"),
    ],
)
def test_a_decision_changes_the_state_and_is_audited_with_its_reason(
    act, before, after, author, moderator, lesson, staff_client
):
    post = ask(author, lesson)
    Post.objects.filter(pk=post.pk).update(state=before)
    staff_client.post(f"/staff/discussions/{post.pk}/{act}/", {"reason": "It names a client."})
    record = AuditRecord.objects.get(target_type="courses.post", target_id=str(post.pk))
    told = (record.action, record.actor, record.from_value, record.to_value, record.reason)
    assert told == (f"post.{act}", moderator, before, after, "It names a client.")
    assert state_of(post) == after


def test_a_decision_without_a_reason_changes_nothing(author, lesson, staff_client):
    post = ask(author, lesson)
    staff_client.post(f"/staff/discussions/{post.pk}/hide/", {"reason": " "})
    assert state_of(post) == Post.State.SHOWN


def test_a_hidden_post_leaves_a_line_and_none_of_its_words(author, make_student, moderator, lesson, client):
    answer = reply(ask(author, lesson), author, "Words that hurt.")
    hide_post(post=answer, actor=moderator, reason="Rude.", at=NOON)
    client.force_login(make_student())
    shown = client.get(room(lesson, f"{answer.question_id}/")).content.decode()
    assert "This post was hidden by a tutor." in shown
    assert "Words that hurt." not in shown


@pytest.mark.parametrize("decide", [hide_post, restore_post, dismiss_reports])
def test_what_an_author_took_back_is_kept_for_the_decision_and_no_longer(
    decide, author, make_student, moderator, lesson
):
    post = ask(author, lesson, body="Words that hurt.")
    report(post, make_student())
    remove_post(post=post, at=NOON + MINUTE)
    post.refresh_from_db()
    assert post.body == "Words that hurt."
    decide(post=post, actor=moderator, reason="Seen.", at=NOON + MINUTE)
    post.refresh_from_db()
    assert (post.body, post.state) == ("", Post.State.REMOVED)


def test_what_waits_is_said_on_the_first_page_of_the_staff_area(author, lesson, staff_client):
    ask(author, lesson, body=LINKS[0])
    assert "post waits for a look" in staff_client.get("/staff/").content.decode()


def test_the_queue_shows_an_answers_first_words_without_the_marks_of_markdown(author, lesson, staff_client):
    reply(ask(author, lesson), author, "Try **both** hands & `wait`:\n\n- then ask")
    assert "Try both hands &amp; wait: then ask" in staff_client.get("/staff/discussions/").content.decode()


@pytest.mark.parametrize("posts", [3, 40])
def test_the_queue_costs_the_same_however_long_it_is(
    posts, author, make_student, lesson, staff_client, django_assert_max_num_queries
):
    reporter = make_student()
    for number in range(posts):
        report(ask(author, lesson, f"Question {number}"), reporter)
    staff_client.get("/staff/discussions/?waiting=true")
    with django_assert_max_num_queries(14):
        staff_client.get("/staff/discussions/?waiting=true")
