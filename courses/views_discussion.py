"""The discussion under a lesson: its list, a question with its answers, asking and answering with a preview."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from courses.discussion_list import asked_of, follows, latest_questions, page_of_answers, page_of_questions
from courses.discussion_room import Room, in_room
from courses.forms_discussion import AnswerForm, QuestionForm
from courses.models import Post
from courses.outline import get_outline
from courses.post_markup import post_html
from courses.rate_limit import is_too_often
from courses.services.discussion import PostClosedError, answer_question, ask_question

WRITES_PER_MINUTE = 6
PREVIEWS_PER_MINUTE = 30


@require_GET
@in_room()
def discussion(request: HttpRequest, room: Room) -> HttpResponse:
    """List the questions; to HTMX, which asks from the lesson's page, only the newest few."""
    asked = asked_of(request.GET)
    if request.htmx:  # type: ignore[attr-defined]
        questions, count = latest_questions(room)
        response = render(
            request, "courses/discussion/part.html", {"room": room, "questions": questions, "count": count}
        )
    else:
        page_obj = page_of_questions(room, asked, request.GET.get("page"))
        context = {"asked": asked, "page_obj": page_obj, "follows": follows(room)}
        response = show(request, room, "list.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_http_methods(["GET", "POST"])
@in_room(writing=True)
def ask(request: HttpRequest, room: Room) -> HttpResponse:
    """Take a question, after as many previews as wanted."""
    form = QuestionForm(request.POST or None)
    if not may_send(request, form):
        context = {"here": _("Ask a question")} | previewed(request, form)
        return show(request, room, "ask.html", context, status=status_of(form))
    post = ask_question(
        author=room.person, step=room.step, by_staff=room.standing.as_staff, at=timezone.now(), **form.cleaned_data
    )
    say_where(request, post, _("Your question is there. You get a mail when somebody answers."))
    return redirect(room.url("discussion_question", post.pk))


@require_GET
@in_room()
def question(request: HttpRequest, room: Room, pk: int) -> HttpResponse:
    """Show a question with its answers."""
    return show_question(request, room, _question(room, pk), {"form": AnswerForm()})


@require_http_methods(["GET", "POST"])
@in_room(writing=True)
def answer(request: HttpRequest, room: Room, pk: int) -> HttpResponse:
    """Take an answer, after as many previews as wanted."""
    asked, form = _question(room, pk), AnswerForm(request.POST or None)
    if not may_send(request, form):
        return show_question(request, room, asked, previewed(request, form), status=status_of(form))
    try:
        post = answer_question(
            question=asked, author=room.person, by_staff=room.standing.as_staff, at=timezone.now(), **form.cleaned_data
        )
    except PostClosedError:
        form.add_error(None, _("This question was taken away meanwhile. Copy your words if you want to keep them."))
        return show_question(request, room, asked, {"form": form}, status=409)
    say_where(request, post, _("Your answer is there."))
    return redirect(f"{room.url('discussion_question', asked.pk)}?answer={post.pk}#post-{post.pk}")


def _question(room: Room, pk: int) -> Post:
    found = room.post(pk)
    if not found.is_question:
        raise Http404
    return found


def show_question(
    request: HttpRequest, room: Room, asked: Post, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Show the page of a question."""
    page_obj = page_of_answers(room, asked, request.GET.get("page"), request.GET.get("answer"))
    is_open = asked.state in {Post.State.SHOWN, Post.State.HELD}
    context |= {"question": asked, "page_obj": page_obj, "follows": follows(room, asked), "is_open": is_open}
    context["here"] = _("Question")
    return show(request, room, "question.html", context, status)


def show(request: HttpRequest, room: Room, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Show a page of the discussion; ``here`` in the context is its name in the trail."""
    outline, asked = get_outline(room.step.course_id), context.get("question")
    trail = [(outline.title, outline.url), (room.step.title, room.step.get_url()), (_("Discussion"), room.url())]
    trail += [(context["here"], "")] if "here" in context else []
    context |= {
        "room": room,
        "step": room.step,
        "is_asker": asked is not None and asked.author_id == room.person.pk,
        "breadcrumbs": [{"title": title, "url": url} for title, url in trail],
    }
    return render(request, f"courses/discussion/{template}", context, status=status)


def may_send(request: HttpRequest, form: forms.Form) -> bool:
    """Whether what was posted is good, is no preview, and is not one too many within a minute."""
    if request.method != "POST" or not form.is_valid():
        return False
    is_preview = "preview" in request.POST
    limit = PREVIEWS_PER_MINUTE if is_preview else WRITES_PER_MINUTE
    if is_too_often(what="preview" if is_preview else "post", who=request.user.pk, limit=limit):
        form.add_error(None, _("That was very often within a minute. Wait a little, then send it again."))
        form.too_often = True  # type: ignore[attr-defined]
    return form.is_valid() and not is_preview


def previewed(request: HttpRequest, form: forms.Form) -> dict[str, Any]:
    """Return the form, and what its words will look like if that was asked."""
    wanted = "preview" in request.POST and form.is_valid()
    return {"form": form, "preview": post_html(form.cleaned_data["body"]) if wanted else None}


def status_of(form: forms.Form) -> int:
    """Return the status to answer with a form that is shown again."""
    if getattr(form, "too_often", False):
        return 429
    return 422 if form.is_bound and form.errors else 200


def say_where(request: HttpRequest, post: Post, words: str) -> None:
    """Tell the author what became of a post."""
    if post.is_shown:
        messages.success(request, words)
    else:
        messages.info(request, _("Thank you. It has a link, so a tutor looks at it before others see it."))
