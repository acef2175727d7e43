"""What marked attempts say, read from the database: the figures of a quiz for staff, and the gradebook of a course."""
