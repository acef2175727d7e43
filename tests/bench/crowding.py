"""A crowd at one quiz over real HTTP, once the environment stands; and a power cut in the middle of it."""

import http.client
import os
import signal
import threading
import time
from dataclasses import dataclass, field

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from courses.models import ModulePage  # noqa: E402
from quizzes.models import Attempt, QuizPage, Response  # noqa: E402
from quizzes.services import bank  # noqa: E402
from tests import builders  # noqa: E402
from tests.bench.asks import Ask  # noqa: E402
from tests.bench.http_load import granian  # noqa: E402
from tests.bench.sittings import right_options, save  # noqa: E402
from tests.bench.world import question, quiz, session_of  # noqa: E402
from tests.ports import free_port  # noqa: E402

PORT = free_port()
QUESTIONS = 20
SECONDS_BEFORE_THE_CUT = 3.0


@dataclass
class Crowd:
    """The quiz and the sessions of those who may sit it."""

    quiz: QuizPage
    sessions: list[str]


@dataclass
class Student:
    """One student at the quiz: what was acknowledged, what was on its way, and how long saving took (seconds)."""

    session: str
    token: str = ""
    times: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    acknowledged: dict[int, tuple[int, str]] = field(default_factory=dict)
    under_way: tuple[int, int, str] | None = None


def seat_a_crowd(size: int) -> Crowd:
    """Build a course with a quiz of twenty questions and as many students with a seat."""
    call_command("migrate", verbosity=0)
    course = builders.build_course(builders.build_catalogue(builders.build_home()), 1, 1)
    for number in range(1, QUESTIONS + 1):
        bank.upsert_question(key=f"q{number}", data=question(number), at=timezone.now())
    module = ModulePage.objects.child_of(course).first()
    sat = bank.upsert_quiz(module=module, data=quiz("crowd", QUESTIONS), at=timezone.now())
    students = [builders.build_user() for _number in range(size)]
    for student in students:
        builders.build_seat(student, course)
    sessions = [session_of(student) for student in students]
    connection.close()
    return Crowd(sat, sessions)


def ask(student: Student, line: http.client.HTTPConnection, wanted: Ask) -> http.client.HTTPResponse | None:
    """Send a request; a refusal or a broken line is noted, and ``None``."""
    try:
        line.request(wanted.method, wanted.path, wanted.body or None, wanted.all_headers())
        answer = line.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException) as error:
        student.failures.append(f"{wanted.method} {wanted.path}: {error!r}")
        line.close()
        return None
    if answer.status >= 400:
        student.failures.append(f"{wanted.method} {wanted.path}: {answer.status}")
        return None
    return answer


def begin(student: Student, line: http.client.HTTPConnection, quiz_id: int) -> None:
    """Start an attempt."""
    answer = ask(student, line, Ask(f"/attempts/start/{quiz_id}/", student.session, "POST"))
    student.token = answer.headers["Location"].strip("/").split("/")[-1] if answer else ""


def sit(student: Student, quiz_id: int, barrier: threading.Barrier) -> None:
    """Start, give every answer, hand in; all students begin at the same moment."""
    line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    barrier.wait()
    begin(student, line, quiz_id)
    if not student.token:
        return
    options = right_options(student.token)
    connection.close()
    for item, option in options.items():
        began = time.perf_counter()
        ask(student, line, save(student.token, student.session, item, option))
        student.times.append(time.perf_counter() - began)
    ask(student, line, Ask(f"/attempts/{student.token}/submit/", student.session, "POST"))


def sit_at_once(crowd: Crowd, size: int) -> bool:
    """Let ``size`` students sit the whole quiz at once; return whether nothing failed and every mark is right."""
    students = [Student(session) for session in crowd.sessions[:size]]
    barrier = threading.Barrier(size)
    with granian(PORT, workers=2, threads=4):
        began = time.monotonic()
        run([threading.Thread(target=sit, args=(one, crowd.quiz.pk, barrier)) for one in students])
        took = time.monotonic() - began
    failures = [failure for student in students for failure in student.failures]
    times = sorted(1000 * seconds for student in students for seconds in student.times)
    right = Attempt.objects.filter(token__in=[s.token for s in students], state="marked", score=1, passed=True).count()
    p95 = times[int(len(times) * 0.95)] if times else 0
    print(f"crowd: {size} students, {len(times)} answers in {took:.1f} s; errors {len(failures)}; all right {right}")
    print(f"crowd: a save takes {times[len(times) // 2]:.0f} ms (median), {p95:.0f} ms (p95)", flush=True)
    print("\n".join(failures[:5]))
    return not failures and right == size


def save_until_it_dies(student: Student) -> None:
    """Change answers over and over until the line breaks; remember what was acknowledged and what was under way."""
    line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=10)
    definitions = list(Response.objects.filter(attempt__token=student.token).values_list("item", "definition"))
    connection.close()
    number = 0
    while not student.failures:
        number += 1
        item, definition = definitions[number % len(definitions)]
        option = definition["options"][number % 4]["id"]
        wanted = save(student.token, student.session, item, option)
        sequence = int(wanted.body.split(b'"seq": ')[1].split(b",")[0])
        student.under_way = (item, sequence, option)
        if ask(student, line, wanted):
            student.acknowledged[item] = (sequence, option)
            student.under_way = None


def cut_the_power(crowd: Crowd, size: int) -> bool:
    """Kill the server by signal 9 while students save; return whether exactly what was acknowledged is stored.

    An answer that was under way may have been stored without anybody hearing of it; it is sent again, as browsers do.
    """
    students = [Student(session) for session in crowd.sessions[:size]]
    with granian(PORT, workers=2, threads=4) as server:
        for student in students:
            begin(student, http.client.HTTPConnection("127.0.0.1", PORT, timeout=30), crowd.quiz.pk)
        threads = [threading.Thread(target=save_until_it_dies, args=(student,)) for student in students]
        for thread in threads:
            thread.start()
        time.sleep(SECONDS_BEFORE_THE_CUT)
        os.killpg(server.pid, signal.SIGKILL)
        for thread in threads:
            thread.join()
    lost = [fault for student in students for fault in differences(student)]
    with granian(PORT, workers=2, threads=4):
        again = [send_again(student) for student in students]
    lost += [fault for student in students for fault in differences(student)]
    told = sum(len(student.acknowledged) for student in students)
    print(
        f"crowd: power cut while {size} students saved: {told} answers acknowledged, {len(lost)} differ from the store"
    )
    print(f"crowd: {sum(again)} answers that were under way were sent again and taken", flush=True)
    print("\n".join(lost[:5]))
    return not lost and told > 0


def differences(student: Student) -> list[str]:
    """Return how the store differs from what the student was told."""
    stored = {row.item: row for row in Response.objects.filter(attempt__token=student.token)}
    connection.close()
    under_way = student.under_way or (0, 0, "")
    return [
        f"decision {item}: told {told}, stored {(stored[item].sequence, stored[item].answer)}"
        for item, told in student.acknowledged.items()
        if (stored[item].sequence, stored[item].answer) not in {told, under_way[1:] if under_way[0] == item else told}
    ]


def send_again(student: Student) -> bool:
    """Send the answer again that nobody acknowledged; return whether there was one and it was taken."""
    if student.under_way is None:
        return False
    item, sequence, option = student.under_way
    wanted = save(student.token, student.session, item, option)
    body = wanted.body.replace(wanted.body.split(b'"seq": ')[1].split(b",")[0], str(sequence).encode(), 1)
    line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    if not ask(student, line, Ask(wanted.path, student.session, "PUT", body, wanted.headers)):
        return False
    student.acknowledged[item], student.under_way = (sequence, option), None
    return True


def run(threads: list[threading.Thread]) -> None:
    """Start all, wait for all."""
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
