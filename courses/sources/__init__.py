"""Courses as readable files: checked as a whole, loaded in place, exported to the same files.

A course is a folder: ``course.yaml`` (its sales page and certificate), ``modules.yaml`` (modules and what is in them,
in order), a Markdown file for each lesson (``content.source``), question banks and quizzes as YAML, ``images/`` and
``documents/``. ``shapes`` says what may stand in them, ``reading`` finds every fault before anything is written,
``loading`` brings pages to what the files say, ``exporting`` writes the files.
"""
