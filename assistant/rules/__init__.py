"""规则 (rules): the catalogue of demands a strict reviewer makes of a form. One file a demand, grouped by what it cares about.

A rule looks at a `Subject` and the `Law` and answers with an `Outcome`; `checking` runs the catalogue and stamps the findings. Rules never raise, never ask a model,
never read a clock. To add one: a file that reads like its neighbours, a line in `catalogue`, and its examples are its test.
"""
