"""A council in virtual time over the real pipeline, with people who are late, wrong or silent."""
