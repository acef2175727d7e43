"""What a student keeps beside a lesson: adding it, changing it, removing it; with HTMX or by plain forms."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.models import Page

from courses.access import Access
from courses.forms_study import BookmarkForm, ColourForm, HighlightForm, NoteForm
from courses.models import StudyMark
from courses.services import study
from courses.study_answer import answer, attempt, show_form
from courses.views import ask_gate, posted_step, refuse_step


@require_POST
def add_note(request: HttpRequest, course: str, module: str, step: str) -> HttpResponse:
    """Keep a note on a lesson, or on a highlight in it."""
    found = posted_step(course, module, step)
    access, form = ask_gate(request, found), NoteForm(request.POST)
    if not access.as_student or not found.takes_notes:
        return refuse_step(request, found, access)
    mark, status = attempt(request, form, lambda: _note(access, found, form))
    return answer(request, found, status, form, said=_("Note saved."), new=mark)


def _note(access: Access, step: Page, form: forms.Form) -> StudyMark:
    """A highlight that is gone meanwhile, or was never this student's, takes nothing with it: the note stands alone."""
    text, key = form.cleaned_data["text"], form.cleaned_data["highlight"]
    own = access.seat.student.study_marks.filter(step_id=step.pk, kind=StudyMark.Kind.HIGHLIGHT)
    highlight = own.filter(pk=key).first() if key else None
    return study.add_note(seat=access.seat, step=step, text=text, highlight=highlight, at=timezone.now())


@require_POST
def add_highlight(request: HttpRequest, course: str, module: str, step: str) -> HttpResponse:
    """Keep a passage that the student selected in a lesson."""
    found = posted_step(course, module, step)
    access, form = ask_gate(request, found), HighlightForm(request.POST)
    if not access.as_student or not found.takes_notes:
        return refuse_step(request, found, access)
    mark, status = attempt(request, form, lambda: _highlight(access, found, form))
    return answer(request, found, status, form, said=_("Highlight saved."), new=mark)


def _highlight(access: Access, step: Page, form: HighlightForm) -> StudyMark:
    passage, colour = form.passage(), form.colour_or_default()
    return study.highlight_passage(seat=access.seat, step=step, passage=passage, colour=colour, at=timezone.now())


@require_POST
def bookmark(request: HttpRequest, course: str, module: str, step: str) -> HttpResponse:
    """Put a bookmark into a step of any kind, or take it out."""
    found = posted_step(course, module, step)
    access, form = ask_gate(request, found), BookmarkForm(request.POST)
    if not access.as_student:
        return refuse_step(request, found, access)
    _done, status = attempt(
        request,
        form,
        lambda: study.set_bookmark(seat=access.seat, step=found, on=form.cleaned_data["on"], at=timezone.now()),
    )
    return redirect(found.get_url()) if status == 200 else answer(request, found, status, form)


@never_cache
@login_required
def study_mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one note or highlight of the person who asks; keep what they changed."""
    mark = _own(request, pk)
    form = _form_for(mark, request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return show_form(request, mark.step, form, mark=mark)
    _mark, status = attempt(request, form, lambda: _change(mark, form))
    return answer(request, mark.step, status, form, said=_("Saved."), mark=mark)


@never_cache
@login_required
@require_POST
def remove_mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a note, a highlight or a bookmark of the person who asks."""
    mark = _own(request, pk)
    study.remove_mark(mark=mark)
    return answer(request, mark.step, 200, said=_("Removed."))


def _own(request: HttpRequest, pk: int) -> StudyMark:
    marks = StudyMark.objects.filter(student=request.user.pk).select_related("step", "highlight")
    return get_object_or_404(marks, pk=pk)


def _form_for(mark: StudyMark, data) -> forms.Form:
    if mark.is_note:
        return NoteForm(data, initial={"text": mark.text})
    return ColourForm(data, initial={"colour": mark.colour})


def _change(mark: StudyMark, form: forms.Form) -> StudyMark:
    if mark.is_note:
        return study.change_text(mark=mark, text=form.cleaned_data["text"], at=timezone.now())
    return study.change_colour(mark=mark, colour=form.cleaned_data["colour"], at=timezone.now())
