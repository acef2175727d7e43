"""The room of one discussion: which lesson it is under, who asks, and what they may do there."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from wagtail.models import Page

from accounts.models import User
from courses.access import Reason
from courses.discussion_place import lesson_of, room_url, standing_at
from courses.discussion_rules import Standing
from courses.models import Post
from courses.views import ask_gate, posted_step, refuse_step

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Room:
    """A discussion as one person stands in it; ``step`` is the page of their course, maybe an alias."""

    step: Page
    person: User
    standing: Standing

    @property
    def lesson_id(self) -> int:
        """The original lesson, which its aliases share the discussion with."""
        return lesson_of(self.step)

    @property
    def posts(self):
        """The posts of this room that this person may know of."""
        own = Post.objects.filter(lesson_id=self.lesson_id).select_related("author")
        return own.seen_by(self.person.pk, as_staff=self.standing.as_staff)

    def post(self, pk: int) -> Post:
        """Return a post of this room; raise Http404 for any other."""
        return get_object_or_404(self.posts.select_related("question"), pk=pk)

    def url(self, name: str = "discussion", *args: int) -> str:
        """Return the address of a page of this discussion."""
        return room_url(self.step, name, *args)


def in_room(*, writing: bool = False) -> Callable[[View], View]:
    """Let a view be called as ``view(request, room, …)`` for those who may read, or with ``writing``, write there."""

    def decorate(view: View) -> View:
        @never_cache
        @wraps(view)
        def enter(request: HttpRequest, course: str, module: str, step: str, **places: Any) -> HttpResponse:
            found = posted_step(course, module, step)
            if not found.takes_questions:
                raise Http404
            access = ask_gate(request, found)
            if access.reason is Reason.NOT_LIVE:
                raise Http404
            standing = standing_at(request.user, found, access)
            if not (standing.may_write if writing else standing.may_read):
                return refuse_step(request, found, standing.access)
            return view(request, Room(found, cast("User", request.user), standing), **places)

        return enter

    return decorate
