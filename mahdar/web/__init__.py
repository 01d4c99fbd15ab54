"""Top floor: the record as one page that opens anywhere."""
