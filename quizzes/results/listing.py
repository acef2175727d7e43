"""The courses with their quizzes and how often each was sat: three queries."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from courses.models import CoursePage
from quizzes.models import Attempt, QuizPage
from quizzes.statistics import Figure
from quizzes.statistics.figures import share


@dataclass(frozen=True)
class QuizLine:
    """One quiz: its marked attempts, by how many students, and how many of those have passed."""

    quiz: QuizPage
    attempts: int = 0
    students: int = 0
    passed: int = 0

    @property
    def pass_rate(self) -> Figure:
        """The share of the students who passed in any attempt, 0 to 1."""
        return share(self.passed, self.students)


def courses_with_quizzes() -> list[tuple[CoursePage, list[QuizLine]]]:
    """Return every course by title with its quizzes as they are taught."""
    counts = {quiz: (attempts, students, passed) for quiz, attempts, students, passed in _counts()}
    quizzes = list(QuizPage.objects.order_by("path").only("pk", "title", "path", "live"))
    lines = [QuizLine(quiz, *counts.get(quiz.pk, ())) for quiz in quizzes]
    courses = CoursePage.objects.order_by("title").only("pk", "title", "path", "live")
    return [(course, [line for line in lines if line.quiz.path.startswith(course.path)]) for course in courses]


def _counts() -> QuerySet[Attempt, tuple]:
    students = Count("enrolment", distinct=True)
    passed = Count("enrolment", distinct=True, filter=Q(passed=True))
    marked = Attempt.objects.filter(state=Attempt.State.MARKED).order_by()
    return marked.values_list("quiz_id").annotate(count=Count("pk"), students=students, passes=passed)
