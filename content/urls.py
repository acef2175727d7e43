"""Public addresses that are no pages."""

from django.urls import path

from content import newsletter_views, views
from content.feeds import ArticlesAtomFeed, ArticlesFeed
from content.sitemaps import serve_sitemap

urlpatterns = [
    path("newsletter/", newsletter_views.join, name="newsletter"),
    path("newsletter/<slug:token>/", newsletter_views.topics, name="newsletter_topics"),
    path("newsletter/<slug:token>/confirm/", newsletter_views.confirm, name="newsletter_confirm"),
    path("newsletter/<slug:token>/leave/", newsletter_views.leave, name="newsletter_leave"),
    path("search/", views.search, name="search"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", serve_sitemap, name="sitemap"),
    path("feeds/articles.rss", ArticlesFeed(), name="feed_rss"),
    path("feeds/articles.atom", ArticlesAtomFeed(), name="feed_atom"),
]
