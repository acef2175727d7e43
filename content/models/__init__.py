from .article_index import ArticleIndexPage
from .articles import ArticlePage, ArticleTag
from .atlas import BodyRegion, Muscle, TriggerPoint, View
from .atlas_page import AtlasPage
from .base import BasePage
from .contact import ContactPage
from .documents import AcademyDocument
from .entries import Entry
from .glossary import GlossaryTerm
from .glossary_page import GlossaryPage
from .health import ExternalLink, HealthFinding
from .home import HomePage
from .images import AcademyImage, AcademyRendition
from .messages import ContactMessage
from .newsletter import Letter, LetterCopy, Subscriber
from .people import Author, Category
from .safety import Contraindication, RedFlag
from .settings import SiteSettings
from .standard import StandardPage

__all__ = [
    "AcademyDocument",
    "AcademyImage",
    "AcademyRendition",
    "ArticleIndexPage",
    "ArticlePage",
    "ArticleTag",
    "AtlasPage",
    "Author",
    "BasePage",
    "BodyRegion",
    "Category",
    "ContactMessage",
    "ContactPage",
    "Contraindication",
    "Entry",
    "ExternalLink",
    "GlossaryPage",
    "GlossaryTerm",
    "HealthFinding",
    "HomePage",
    "Letter",
    "LetterCopy",
    "Muscle",
    "RedFlag",
    "SiteSettings",
    "StandardPage",
    "Subscriber",
    "TriggerPoint",
    "View",
]
