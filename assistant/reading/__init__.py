"""读表 (Reading): a file of any kind → grids → forms, with a place for every value, doubts as values, and nothing dropped in silence."""
