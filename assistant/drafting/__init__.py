"""起草 (drafting): a request and what was understood of it become a draft, every row with what it rests on.

brief        what a drafter is given                     sheet        rows, none of which says what another says
promises     facts → rows                                carrying     last year's rows: 沿用, 调整
derive       sums that follow: unit_cost, part_cost, over a scope
tiers        what the standard still asks for: activities, filling (a library entry as a row), borrowing (values of comparables), benefits
measuring    how a row is measured                       weighing     weights, where the place prints them
department   tasks, 分项目标, 保障措施                     objective · questions
offline      all of it, in order: the embedded drafter   by_model     the other drafter: material, answer, proposal
difference   what changed between two drafts
"""
