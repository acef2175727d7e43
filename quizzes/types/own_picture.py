"""A picture of the author's own to ask on: a copy of it lies under its content's name, and that is what papers keep.

The image in the library may be replaced or deleted while a question that shows it is being sat: the copy stays.
"""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.models import AbstractImage

from quizzes.types.base import Text

FOLDER = "images/questions/"  # below the folder of renditions, which have public addresses
SIZE = "max-1600x1600|format-webp"
WIDTH = 600.0  # units of the drawing over the picture, in which strokes and letters look as on the body


class OwnPicture(BaseModel):
    """The picture as a definition keeps it: the copy's name, its proportions in pixels, what it shows in words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str = Field(pattern=r"^images/questions/[\w.-]+$")
    width: int = Field(gt=0)
    height: int = Field(gt=0)
    alt: Text

    @property
    def units(self) -> tuple[float, float]:
        """Width and height in units of the drawing over it."""
        return WIDTH, round(WIDTH * self.height / self.width, 1)

    @property
    def url(self) -> str:
        """Where the copy is."""
        return default_storage.url(self.file)


class OwnPictureBlock(blocks.StructBlock):
    """An image of the library and what it shows, told without the answer; empty where the body map is asked."""

    image = ImageChooserBlock(label=_("Image"), required=False)
    alt = blocks.CharBlock(
        label=_("What it shows"),
        required=False,
        max_length=300,
        help_text=_("For those who do not see it; without giving the answer away."),
    )

    class Meta:
        icon = "image"
        label = _("A picture of your own")
        form_classname = "struct-block own-picture"

    def told(self, value: blocks.StructValue) -> dict[str, object] | None:
        """Return the picture as a definition keeps it; ``None`` without an image."""
        image = value["image"]
        if image is None:
            return None
        return {"file": kept_copy(image), "width": image.width, "height": image.height, "alt": value["alt"] or ""}

    def kept(self, data: dict[str, object] | None) -> dict[str, object]:
        """Return what a StreamField keeps for a picture out of a file."""
        found = image_of(str(data["file"])) if data else None
        return {"image": found.pk if found else None, "alt": data["alt"] if data else ""}


def kept_copy(image: AbstractImage) -> str:
    """Return the name of the copy of ``image``; make it if it is not there yet."""
    name = f"{FOLDER}{image.get_file_hash()}.webp"
    if default_storage.exists(name):
        return name
    with image.get_rendition(SIZE).file.open() as file:
        return default_storage.save(name, ContentFile(file.read()))


def image_of(file: str) -> AbstractImage | None:
    """Return the image of the library whose copy is called so."""
    content = file.removeprefix(FOLDER).removesuffix(".webp")
    return get_image_model().objects.filter(file_hash=content).first()
