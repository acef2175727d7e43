"""What people do to one post: put it right, take it back, report it, accept it, say that it helped; and following."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from courses.discussion_room import Room, in_room
from courses.forms_discussion import AnswerForm, QuestionForm, ReportForm, SwitchForm
from courses.models import Post
from courses.rate_limit import is_too_often
from courses.services.discussion import PostClosedError, accept_answer, edit_post, mark_helped, remove_post
from courses.services.following import follow, unfollow
from courses.services.moderation import report_post
from courses.views_discussion import may_send, previewed, say_where, show, status_of

REPORTS_PER_MINUTE = 6
SWITCHES_PER_MINUTE = 60


@require_http_methods(["GET", "POST"])
@in_room(writing=True)
def edit(request: HttpRequest, room: Room, pk: int) -> HttpResponse:
    """Let an author put a post right."""
    post = _own(room, pk)
    form_class = QuestionForm if post.is_question else AnswerForm
    form = form_class(request.POST or None, initial={"title": post.title, "body": post.body})
    if not may_send(request, form):
        context = {"post": post, "here": _("Edit")} | previewed(request, form)
        return show(request, room, "edit.html", context, status=status_of(form))
    try:
        post = edit_post(post=post, at=timezone.now(), **form.cleaned_data)
    except PostClosedError:
        raise PermissionDenied from None
    say_where(request, post, _("Your words are saved."))
    return redirect(where(room, post))


@require_http_methods(["GET", "POST"])
@in_room()
def remove(request: HttpRequest, room: Room, pk: int) -> HttpResponse:
    """Let an author take a post back, after asking once; also when their seat has ended."""
    post = _own(room, pk)
    if request.method == "GET":
        return show(request, room, "remove.html", {"post": post, "here": _("Remove")})
    try:
        remove_post(post=post, at=timezone.now())
    except PostClosedError:
        raise PermissionDenied from None
    messages.success(request, _("Your post is removed."))
    return redirect(room.url() if post.is_question else room.url("discussion_question", post.thread_id))


@require_http_methods(["GET", "POST"])
@in_room()
def report(request: HttpRequest, room: Room, pk: int) -> HttpResponse:
    """Let anybody who reads here tell staff of a post."""
    post, form = room.post(pk), ReportForm(request.POST or None)
    if not post.is_shown or post.author_id == room.person.pk:
        raise PermissionDenied
    context = {"post": post, "form": form, "here": _("Report")}
    if request.method == "GET" or not form.is_valid():
        return show(request, room, "report.html", context, status=status_of(form))
    if is_too_often(what="report", who=room.person.pk, limit=REPORTS_PER_MINUTE):
        form.add_error(None, _("That was very often within a minute. Wait a little, then send it again."))
        return show(request, room, "report.html", context, status=429)
    report_post(post=post, reporter=room.person, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Thank you. A tutor will look at it."))
    return redirect(room.url("discussion_question", post.thread_id))


@require_POST
@in_room(writing=True)
def accept(request: HttpRequest, room: Room, pk: int) -> HttpResponse:
    """Let staff say that an answer is the one."""
    post = room.post(pk)
    if not room.standing.as_staff:
        raise PermissionDenied
    return _switched(
        request, room, post, lambda on: accept_answer(answer=post, accepted=on, actor=room.person, at=timezone.now())
    )


@require_POST
@in_room(writing=True)
def helped(request: HttpRequest, room: Room, pk: int) -> HttpResponse:
    """Let the asker say that an answer helped."""
    post = room.post(pk)
    if post.question is None or post.question.author_id != room.person.pk:
        raise PermissionDenied
    return _switched(request, room, post, lambda on: mark_helped(answer=post, helped=on, at=timezone.now()))


@require_POST
@in_room()
def follow_question(request: HttpRequest, room: Room, pk: int) -> HttpResponse:
    """Let somebody hear of new answers to a question."""
    post = room.post(pk)
    if not post.is_question:
        raise PermissionDenied
    return _switched(request, room, post, lambda on: _follow(room, post, on=on))


@require_POST
@in_room()
def follow_lesson(request: HttpRequest, room: Room) -> HttpResponse:
    """Let somebody hear of everything new under a lesson."""
    return _switched(request, room, None, lambda on: _follow(room, None, on=on))


def _follow(room: Room, post: Post | None, *, on: bool) -> None:
    if on:
        follow(person=room.person, step=room.step, question=post, at=timezone.now())
    else:
        unfollow(person=room.person, step=room.step, question=post)


def _switched(request: HttpRequest, room: Room, post: Post | None, act) -> HttpResponse:
    """Do what the button says, unless it makes no sense or comes too often, and lead back to the post."""
    form = SwitchForm(request.POST)
    if not form.is_valid():
        return HttpResponse(_("Say 1 or 0."), status=400, content_type="text/plain; charset=utf-8")
    if is_too_often(what="switch", who=room.person.pk, limit=SWITCHES_PER_MINUTE):
        return HttpResponse(_("That was very often within a minute."), status=429, content_type="text/plain")
    try:
        act(form.cleaned_data["on"])
    except PostClosedError:
        messages.error(request, _("This post was taken away meanwhile."))
    return redirect(where(room, post))


def where(room: Room, post: Post | None) -> str:
    """Return where on the site a post is shown; without one, the whole discussion."""
    if post is None:
        return room.url()
    url = room.url("discussion_question", post.thread_id)
    return url if post.is_question else f"{url}?answer={post.pk}#post-{post.pk}"


def _own(room: Room, pk: int) -> Post:
    """Return a post of the person who asks; raise PermissionDenied for anybody else's, or one that is closed."""
    post = room.post(pk)
    if post.author_id != room.person.pk or post.state not in {Post.State.SHOWN, Post.State.HELD}:
        raise PermissionDenied
    return post
