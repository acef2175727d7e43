"""Revision with cards: where cards come from, when each is asked again, what is asked next, what the figures say.

Nothing here writes; ``courses.services.flashcards`` does.
"""
