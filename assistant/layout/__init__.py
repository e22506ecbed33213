"""表样 (Layout): grids, the many names of headings, and the official layouts as data."""
