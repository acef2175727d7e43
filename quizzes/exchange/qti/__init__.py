"""QTI, 1EdTech's format for items, in versions 3.0 and 2.1: single items and packages.

One vocabulary is spoken inside, that of 2.1; ``names`` turns it into the one of 3.0 and back.
"""
