"""A student writes the treatment log by plain forms: add, change, submit, withdraw."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from courses.access import may_open
from courses.views import refuse_step
from quizzes.models import LogEntry, LogPage
from quizzes.practice_forms import LogEntryForm
from quizzes.practice_rules import PracticeRefused
from quizzes.services.log_writing import add_entry, change_entry, submit_entries, withdraw_entry
from quizzes.views.common import StudentRequest
from quizzes.views.practicals import trail


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def add(request: StudentRequest, page_id: int) -> HttpResponse:
    """Write a new entry."""
    log = get_object_or_404(LogPage.objects.live(), pk=page_id)
    access = may_open(user=request.user, step=log, at=timezone.now())
    if not access.as_student:
        return refuse_step(request, log, access)
    form = LogEntryForm(request.POST or None, initial={"date": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            entry = add_entry(student=request.user, log=log, values=form.cleaned_data, at=timezone.now())
        except PracticeRefused as refused:
            form.add_error(None, refused.words)
        else:
            return _kept(request, entry)
    return _show(request, log, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def entry(request: StudentRequest, pk: int) -> HttpResponse:
    """Show an entry to its student; change it while it is open."""
    found = _own(request, pk)
    if not found.is_open:
        return render(request, "quizzes/log_entry.html", _around(found.log, found))
    form = LogEntryForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            kept = change_entry(student=request.user, entry=found, values=form.cleaned_data, at=timezone.now())
        except PracticeRefused as refused:
            form.add_error(None, refused.words)
        else:
            return _kept(request, kept)
    return _show(request, found.log, form, found)


@require_POST
@login_required
def submit(request: StudentRequest, page_id: int) -> HttpResponse:
    """Hand all drafts to the assessors."""
    log = get_object_or_404(LogPage.objects.live(), pk=page_id)
    drafts = log.entries.filter(enrolment__student=request.user, state=LogEntry.State.DRAFT)
    try:
        ids = list(drafts.values_list("pk", flat=True))
        count = submit_entries(student=request.user, log=log, ids=ids, at=timezone.now())
    except PracticeRefused as refused:
        messages.warning(request, refused.words)
    else:
        words = ngettext("%(count)d entry is with the assessors.", "%(count)d entries are with the assessors.", count)
        messages.success(request, words % {"count": count})
    return redirect(log.get_url(request))


@require_POST
@login_required
def withdraw(request: StudentRequest, pk: int) -> HttpResponse:
    """Take an entry back."""
    found = _own(request, pk)
    try:
        withdraw_entry(student=request.user, entry=found, at=timezone.now())
    except PracticeRefused as refused:
        messages.warning(request, refused.words)
    else:
        messages.success(request, _("The entry is withdrawn."))
    return redirect(found.log.get_url(request))


def _kept(request: StudentRequest, entry: LogEntry) -> HttpResponse:
    """Submit what was saved if its button says so, and go back to the log."""
    if request.POST.get("action") == "submit":
        submit_entries(student=request.user, log=entry.log, ids=[entry.pk], at=timezone.now())
        messages.success(request, _("The entry is with the assessors."))
    else:
        messages.success(request, _("The entry is saved; it is not submitted yet."))
    return redirect(entry.log.get_url(request))


def _show(request: StudentRequest, log: LogPage, form: LogEntryForm, entry: LogEntry | None) -> HttpResponse:
    context = _around(log, entry) | {"form": form}
    return render(request, "quizzes/log_entry_form.html", context, status=422 if form.errors else 200)


def _around(log: LogPage, entry: LogEntry | None) -> dict[str, object]:
    return {"log": log, "entry": entry, "breadcrumbs": trail(log, _("Entry") if entry else _("New entry"))}


def _own(request: StudentRequest, pk: int) -> LogEntry:
    own = LogEntry.objects.standing().select_related("log", "assessor", "iqa").filter(enrolment__student=request.user)
    return get_object_or_404(own, pk=pk)
