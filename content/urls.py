"""Public addresses that are no pages."""

from django.urls import path

from content import views
from content.feeds import ArticlesAtomFeed, ArticlesFeed
from content.sitemaps import serve_sitemap

urlpatterns = [
    path("search/", views.search, name="search"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", serve_sitemap, name="sitemap"),
    path("feeds/articles.rss", ArticlesFeed(), name="feed_rss"),
    path("feeds/articles.atom", ArticlesAtomFeed(), name="feed_atom"),
]
