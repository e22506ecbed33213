"""The vocabulary (词汇): one set of words for reader, index, drafter, rules, exporter and evaluation.

Frozen pydantic models, shaped by the JSON other programs hold on to. Nothing here reads a file, a clock or the network.
Read in this order: failures, numeral, sieve, deadline, target, frame, indicator, form, fact, pattern, finding, draft, evaluation, event, intake.
"""
