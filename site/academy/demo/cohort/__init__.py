"""A simulated cohort: plainly fictional students whose answers follow a model, so that there are results to show."""
