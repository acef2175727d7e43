"""The areas of the atlas in words, from head to foot, as muscles and regions are filed under them."""

from django.utils.translation import gettext_lazy as _

#: Of muscles: the key in the data and its words.
AREAS = {
    "face": _("Face and jaw"),
    "neck": _("Neck"),
    "neck_shoulder": _("Neck and shoulder"),
    "shoulder": _("Shoulder"),
    "rotator_cuff": _("Rotator cuff"),
    "upper_back": _("Upper back"),
    "back": _("Back"),
    "chest": _("Chest"),
    "abdomen": _("Abdomen"),
    "arm": _("Upper arm"),
    "forearm": _("Forearm"),
    "hand": _("Hand"),
    "hip": _("Hip"),
    "thigh": _("Thigh"),
    "leg": _("Lower leg"),
    "foot": _("Foot"),
}

#: Of regions.
PARTS = {
    "head": _("Head"),
    "neck": _("Neck"),
    "shoulder": _("Shoulder"),
    "arm": _("Upper arm and elbow"),
    "forearm": _("Forearm and wrist"),
    "hand": _("Hand"),
    "chest": _("Chest"),
    "abdomen": _("Abdomen and groin"),
    "back": _("Back"),
    "hip": _("Hip and buttock"),
    "thigh": _("Thigh"),
    "knee": _("Knee"),
    "leg": _("Lower leg"),
    "foot": _("Ankle and foot"),
}


def area_label(key: str) -> str:
    """Return an area of muscles in words; an unknown key as it is."""
    return str(AREAS.get(key, key.replace("_", " ").capitalize()))


def part_label(key: str) -> str:
    """Return a part of the body in words; an unknown key as it is."""
    return str(PARTS.get(key, key.replace("_", " ").capitalize()))
