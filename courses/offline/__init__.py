"""Reading enrolled lessons without a connection: what a device may keep, and what it may tell us afterwards."""
