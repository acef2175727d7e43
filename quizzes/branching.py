"""Whether the branches of a case lead somewhere: forwards, to a stage that is there."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

Stages = Sequence[tuple[str, Sequence[Mapping[str, str]]]]


def branch_faults(stages: Stages) -> list[str]:
    """Return what is wrong with the branches of stages, given as titles with their branches, in order."""
    titles = [title for title, _branches in stages]
    return [
        fault
        for place, (title, branches) in enumerate(stages)
        for branch in branches
        if (fault := _fault(title, branch, titles, titles[place + 1 :]))
    ]


def _fault(title: str, branch: Mapping[str, str], titles: Sequence[str], later: Sequence[str]) -> str:
    if branch["when"] == "option" and not branch["option"]:
        return _("“%(title)s”: say which option leads away.") % {"title": title}
    if not branch["to"] or branch["to"] in later:
        return ""
    words = {"title": title, "to": branch["to"]}
    if branch["to"] in titles:
        return _("“%(title)s”: “%(to)s” is not a later stage; branches lead forwards only.") % words
    return _("“%(title)s”: there is no stage “%(to)s”.") % words
