"""My learning: the page a student comes home to."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.models import User
from courses.learn import learning_of


@never_cache
@login_required
def my_learning(request: HttpRequest) -> HttpResponse:
    """Show where to go on, each course with its progress, what waits for money, what is finished."""
    learning = learning_of(cast("User", request.user), at=timezone.now())
    return render(request, "courses/learn.html", {"learning": learning})
