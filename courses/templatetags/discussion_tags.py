"""What the pages of a discussion say about posts: words, who wrote them, what became of them."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from courses import discussion_names
from courses.discussion_room import Room
from courses.models import Post
from courses.post_markup import post_html

register = template.Library()

TRACES = {
    Post.State.SHOWN: "",
    Post.State.HELD: _("A tutor looks at this post before everybody sees it."),
    Post.State.HIDDEN: _("This post was hidden by a tutor."),
    Post.State.REMOVED: _("This post was removed by its author."),
}


@register.simple_tag
def post_words(post: Post) -> SafeString:
    """Show a post's words, through the gate."""
    return post_html(post.body)


@register.simple_tag
def post_author(post: Post) -> str:
    """Return what the author is called."""
    return discussion_names.public_name(post.author)


@register.filter
def public_name(person: User) -> str:
    """Return what a person is called in discussions."""
    return discussion_names.public_name(person)


@register.simple_tag
def post_trace(post: Post) -> str:
    """Return the line that stands where the words of a post would."""
    return str(TRACES[Post.State(post.state)])


@register.simple_tag
def words_seen(post: Post, room: Room) -> bool:
    """Whether this person sees the words of a post; staff moderate what is hidden in the staff area."""
    return post.is_shown or (
        post.state == Post.State.HELD and (room.standing.as_staff or post.author_id == room.person.pk)
    )


@register.simple_tag
def room_url(room: Room, name: str, *args: int) -> str:
    """Return the address of a page of the discussion."""
    return room.url(name, *args)
