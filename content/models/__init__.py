from .article_index import ArticleIndexPage
from .articles import ArticlePage, ArticleTag
from .base import BasePage
from .contact import ContactPage
from .documents import AcademyDocument
from .home import HomePage
from .images import AcademyImage, AcademyRendition
from .messages import ContactMessage
from .people import Author, Category
from .settings import SiteSettings
from .standard import StandardPage

__all__ = [
    "AcademyDocument",
    "AcademyImage",
    "AcademyRendition",
    "ArticleIndexPage",
    "ArticlePage",
    "ArticleTag",
    "Author",
    "BasePage",
    "Category",
    "ContactMessage",
    "ContactPage",
    "HomePage",
    "SiteSettings",
    "StandardPage",
]
