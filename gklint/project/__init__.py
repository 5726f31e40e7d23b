"""Reports that belong together: of one body over the years, of a body and those under it, of all bodies in a year."""
