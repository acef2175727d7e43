"""Our own spreadsheet: a row for each option or other part, rows of a question together by its key."""
