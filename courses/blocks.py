"""The blocks of a sales page: outcomes, tutors, questions, and the routes into a course."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

SALES = _("Sales page")


class OutcomeBlock(blocks.CharBlock):
    """One thing that a graduate can do; begins with a verb."""

    class Meta:
        icon = "tick"
        label = _("Outcome")
        group = SALES
        description = _("What a graduate can do, beginning with a verb.")
        preview_value = "Take a history and screen for red flags."


class TutorBlock(blocks.StructBlock):
    """A person who teaches the course."""

    name = blocks.CharBlock(label=_("Name"), max_length=120)
    role = blocks.CharBlock(label=_("Role"), max_length=160)
    about = blocks.TextBlock(label=_("About"))

    class Meta:
        icon = "user"
        label = _("Tutor")
        group = SALES
        description = _("Who teaches, what, and who they are.")
        preview_value = {"name": "Perpetua Lindqvist", "role": "Head of education", "about": "Teaches anatomy."}


class QuestionBlock(blocks.StructBlock):
    """A question that buyers ask, with its answer."""

    question = blocks.CharBlock(label=_("Question"), max_length=200)
    answer = blocks.RichTextBlock(label=_("Answer"), features=["bold", "italic", "link", "ol", "ul"])

    class Meta:
        icon = "help"
        label = _("Question")
        group = SALES
        description = _("A question that buyers ask; search engines show it too.")
        preview_value = {"question": "Do I need insurance?", "answer": "<p>Yes, before you treat anybody.</p>"}


class RouteBlock(blocks.StructBlock):
    """One answer to “Which describes you?”, and what it means for entry."""

    label = blocks.CharBlock(label=_("What the visitor says"), max_length=160)
    answer = blocks.ChoiceBlock(
        label=_("Then they are"),
        choices=[
            ("eligible", _("ready for this course")),
            ("direct", _("better served by the course that needs no foundation")),
            ("not_yet", _("not ready yet")),
        ],
        default="eligible",
    )
    explanation = blocks.TextBlock(label=_("In plain words"), help_text=_("What to do next, in one or two sentences."))

    class Meta:
        icon = "arrow-right"
        label = _("Route")
        group = SALES
        description = _("One line of the eligibility check.")
        preview_value = {
            "label": "I hold a Level 3 diploma",
            "answer": "eligible",
            "explanation": "Apply with a copy of the certificate.",
        }


class PlannedStepBlock(blocks.StructBlock):
    """A step that is announced in the syllabus and not written yet."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=0, max_value=6000)
    summary = blocks.CharBlock(label=_("What it is about"), max_length=300, required=False)

    class Meta:
        icon = "time"
        label = _("Step to come")
