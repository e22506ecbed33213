"""理解 (understanding): a clerk's plain words → Facts, each with its exact words, or a number set aside with the reason.

passage      a text of the request in half width, position for position; its sentences and clauses
quantities   numbers with unit, comparator, approximation          deadlines   days, also 春节前 and 汛期前
money        what an amount is: a price per something, the budget, a loan, an income
asides       history, document numbers, telephones, floors, plan years: why a number is no target
promises     what is promised without a number: 零事故, 不得拖欠, 应补尽补
products     4期、每期50人 → 200人次; 每月1次 → 12次; 各一次
phrases      the noun phrase a number counts, cut out of its clause
naming       a short indicator name and the tier it belongs to
groups       whom the project serves      activities   what the money pays for
secrecy · project_type · request          understand   all of it together
"""
