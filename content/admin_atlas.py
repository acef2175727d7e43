"""Muscles and regions in the staff area: lists and filters."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from content.admin_atlas_forms import MUSCLE_FORM, REGION_FORM
from content.admin_entries import EntryViewSet, columns
from content.atlas.areas import AREAS, PARTS, area_label, part_label
from content.models import BodyRegion, Muscle

UNDER_REVIEW = ~Q(confidence=Muscle.Confidence.HIGH) | ~Q(review_note="")
AREA = Column("body_area", label=_("Area"), accessor=lambda muscle: area_label(muscle.body_area), sort_key="body_area")
PART = Column(
    "body_part", label=_("Part of the body"), accessor=lambda region: part_label(region.body_part), sort_key="body_part"
)


class MuscleFilterSet(WagtailFilterSet):
    """By area, layer, what is under review, and what is live."""

    body_area = django_filters.ChoiceFilter(label=_("Area"), choices=list(AREAS.items()))
    under_review = django_filters.BooleanFilter(label=_("Under review"), method="keep_under_review")

    class Meta:
        model = Muscle
        fields = ["body_area", "layer", "under_review", "live", "has_unpublished_changes"]

    def keep_under_review(self, muscles: QuerySet, name: str, value: bool) -> QuerySet:
        """Keep what waits for a reviewer, or the rest."""
        return muscles.filter(UNDER_REVIEW if value else ~UNDER_REVIEW)


class RegionFilterSet(WagtailFilterSet):
    """By the part of the body, the view, and what is live."""

    body_part = django_filters.ChoiceFilter(label=_("Part of the body"), choices=list(PARTS.items()))

    class Meta:
        model = BodyRegion
        fields = ["body_part", "view", "live", "has_unpublished_changes"]


class MuscleViewSet(EntryViewSet):
    """The muscles of the atlas."""

    model = Muscle
    icon = "crosshairs"
    menu_name = "muscles"
    list_display = columns("name", AREA, "layer", "confidence")
    filterset_class = MuscleFilterSet
    edit_handler = MUSCLE_FORM


class BodyRegionViewSet(EntryViewSet):
    """Where pain is felt."""

    model = BodyRegion
    icon = "radio-empty"
    list_display = columns("label", PART, "view")
    filterset_class = RegionFilterSet
    edit_handler = REGION_FORM
