from .base import BasePage
from .home import HomePage

__all__ = ["BasePage", "HomePage"]
