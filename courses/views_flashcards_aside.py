"""What a student does about a card instead of answering it: put it aside, bring it back, call it wrong."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.flashcards.cards import Learner
from courses.flashcards.collection import read_cards
from courses.forms_flashcards import AsideForm, ReportForm
from courses.rate_limit import is_too_often
from courses.services.flashcards import bring_back, bury_card, report_card, suspend_card
from courses.views_flashcards import BODY, card_page, go_on, is_known, is_script, page_context

REPORTS_PER_MINUTE = 5
ASIDE = {"suspend": suspend_card, "bury": bury_card, "back": bring_back}


@require_POST
@card_page
def aside(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Put a card off until tomorrow, suspend it, or bring it back."""
    form = AsideForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=400)
    data = form.cleaned_data
    if not is_known(data["key"], learner) and not learner.student.card_states.filter(key=data["key"]).exists():
        return HttpResponse(status=400)
    ASIDE[data["do"]](student=learner.student, key=data["key"], at=learner.at)
    if data["do"] == "back":
        messages.success(request, _("The card comes again."))
        return redirect("cards_settings")
    words = {"suspend": _("Suspended. Bring it back in the settings."), "bury": _("Put off until tomorrow.")}
    return go_on(request, learner, data["deck"], note=words[data["do"]])


@require_POST
@card_page
def report(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Tell staff that a card is wrong, and stay with it."""
    form = ReportForm(request.POST)
    key, deck = request.POST.get("key", ""), request.POST.get("deck", "")
    card = read_cards([key], learner).get(key) if is_known(key, learner) else None
    if card is None:
        return HttpResponse(status=400)
    if not form.is_valid():
        context = page_context(learner, deck, key) | {"report_form": form}
        return render(request, BODY if is_script(request) else "courses/flashcards/study.html", context, status=422)
    if is_too_often(what="card-report", who=learner.student.pk, limit=REPORTS_PER_MINUTE):
        return render(request, "429.html", status=429)
    report_card(
        student=learner.student, key=key, question=card.question, words=form.cleaned_data["words"], at=learner.at
    )
    return go_on(request, learner, deck, first=key, note=_("Thank you. Staff will look at this card."))
