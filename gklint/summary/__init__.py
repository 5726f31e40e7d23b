"""The reviewers' overview of many reports: what was handed in, what is missing, what is wrong, what it adds up to."""
