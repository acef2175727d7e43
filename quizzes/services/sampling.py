"""Drawing what quality assurance looks at: a share of each student's signed work, the same whoever draws it."""

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import groupby

from django.db import transaction

from accounts.models import User
from accounts.services import audit
from quizzes.models import LogEntry, LogPage, Observation
from quizzes.practice_rules import choose_sample

SIGNED_BY_BOTH = Observation.State.COUNTERSIGNED


@transaction.atomic
def draw_samples(*, at: datetime, actor: User | None = None) -> int:
    """Draw from all students' signed work what is not drawn yet; return how many. Drawn twice, nothing is added."""
    entries = LogEntry.objects.signed_off().select_related("log").order_by("log", "enrolment", "pk")
    drawn = 0
    for _key, found in groupby(entries, key=lambda entry: (entry.log_id, entry.enrolment_id)):
        own = list(found)
        drawn += sample_log(log=own[0].log, entries=own, at=at, actor=actor)
    return drawn + _sample_observations(at, actor)


def sample_log(*, log: LogPage, entries: Iterable[LogEntry], at: datetime, actor: User | None = None) -> int:
    """Put the share of one student's signed-off ``entries`` before quality assurance; return how many are new."""
    signed = {entry.pk: entry for entry in entries if entry.state == LogEntry.State.SIGNED_OFF}
    seats = {entry.enrolment_id for entry in signed.values()}
    chosen = choose_sample(signed, percent=log.sample_percent, seed=f"log/{log.pk}/{min(seats, default=0)}")
    new = [signed[key] for key in sorted(chosen) if signed[key].sample == LogEntry.Sample.NONE]
    for entry in new:
        entry.sample = LogEntry.Sample.WAITING
        entry.save(update_fields=["sample"])
        audit.record(action="log.sample", target=entry, at=at, actor=actor, to_value=entry.sample)
    return len(new)


def _sample_observations(at: datetime, actor: User | None) -> int:
    """Of one student's observations in one practical; whatever was looked at before counts as drawn."""
    signed = Observation.objects.exclude(learner_signed_at=None).select_related("practical")
    ordered = signed.order_by("practical", "enrolment", "pk")
    return sum(
        _sample_of_one(list(found), at, actor)
        for _key, found in groupby(ordered, key=lambda one: (one.practical_id, one.enrolment_id))
    )


def _sample_of_one(own: Collection[Observation], at: datetime, actor: User | None) -> int:
    first = next(iter(own))
    seed = f"practical/{first.practical_id}/{first.enrolment_id}"
    chosen = choose_sample([one.pk for one in own], percent=first.practical.sample_percent, seed=seed)
    new = [one for one in own if one.pk in chosen and one.state == SIGNED_BY_BOTH]
    for one in new:
        one.state = Observation.State.SAMPLED
        one.save(update_fields=["state"])
        audit.record(
            action="observation.sample", target=one, at=at, actor=actor, from_value=SIGNED_BY_BOTH, to_value=one.state
        )
    return len(new)
