"""Whom people see in a discussion: what somebody is called and in which role; never an address."""

from django.utils.translation import gettext as _

from accounts.models import User
from courses.models import Post


def public_name(person: User) -> str:
    """Return what we call a person, else their first name, else a word for anybody."""
    return person.preferred_name or next(iter(person.legal_name.split()), "") or _("A student")


def author_name(post: Post) -> str:
    """Return who wrote a post, with the role in which they did."""
    name = public_name(post.author)
    return _("%(name)s (Tutor)") % {"name": name} if post.by_staff else name
