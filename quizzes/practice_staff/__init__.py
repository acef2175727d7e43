"""Practicals and logs in the staff area: assessors watch and sign off, quality assurance looks at a sample."""
