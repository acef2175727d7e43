"""What the previews of entries show: figures of drafts, and fields by their names."""

from django import template
from django.db.models import Model

from content.atlas.areas import area_label, part_label
from content.atlas.collection import RegionEntry, Shape, muscle_entry, read_atlas
from content.atlas.figure import Figure, draw
from content.models import BodyRegion, Muscle

register = template.Library()
area_words = register.simple_tag(area_label, name="area_words")
part_words = register.simple_tag(part_label, name="part_words")


@register.simple_tag
def muscle_figure(muscle: Muscle) -> Figure:
    """Draw a muscle as it stands in the form, with its points and where it refers."""
    return draw(read_atlas(), muscles=[muscle_entry(muscle)])


@register.simple_tag
def region_figure(region: BodyRegion) -> Figure:
    """Draw a region as it stands in the form."""
    shapes = tuple(Shape(shape["view"], shape["path"], shape.get("midline", False)) for shape in region.shapes)
    entry = RegionEntry(region.pk, region.key, region.label, region.body_part, region.view, shapes)
    return draw(read_atlas(), regions=[entry])


@register.simple_tag
def entry_facts(entry: Model, names: str) -> list[tuple[str, str]]:
    """Return the fields that say something, as (label, text)."""
    fields = [(name, getattr(entry._meta.get_field(name), "verbose_name", name)) for name in names.split()]
    return [(str(label), text) for name, label in fields if (text := getattr(entry, name))]
