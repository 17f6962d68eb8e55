"""Officers' pages of the reports in the office, and the public figures."""
