"""起草 (drafting): a request and what was understood of it become a draft, every row with what it rests on.

Read in this order: brief (what a drafter is given), sheet (rows that do not say the same twice), promises (facts → rows), carrying (last year's
rows), derive (unit costs and sums), tiers (what the standard still asks for), borrowing (values of sound comparables), department, objective,
questions, offline (all of it, in order). `difference` tells two drafts apart; `by_model` is the other drafter.
"""
