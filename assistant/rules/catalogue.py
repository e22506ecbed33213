"""规则目录 (catalogue): every demand, in the order of the rulebook. An explicit list; a test proves it complete.

To add a demand: a file in its family's folder, a line in the import and a line here.
"""

from __future__ import annotations

import hashlib
from functools import cache

from assistant.rules.arithmetic import (
    amount_agrees_with_the_prose,
    department_parts_add_up,
    funding_adds_up,
    money_is_in_wan,
    parts_in_the_prose_add_up,
    schedule_is_cumulative,
)
from assistant.rules.completeness import (
    annual_and_long_term_goals,
    deadline_has_a_timeliness_row,
    enough_indicators,
    every_row_has_a_value,
    header_is_filled,
    mandatory_tiers_are_present,
    name_is_a_short_noun_phrase,
    numbers_have_units,
    quantity_and_quality_are_present,
    sign_is_stated,
    typing_is_clean,
    unused_tier_is_left_unused,
    works_state_their_cost,
)
from assistant.rules.consistency import (
    figures_agree,
    nested_counts_agree,
    promised_quantity_has_a_row,
    row_belongs_to_the_project,
    rows_are_not_copied_from_a_comparable,
    rows_are_not_repeated,
    values_are_of_the_year,
)
from assistant.rules.cost import cost_items_stay_within_budget, cost_says_more_than_the_budget, unit_cost_is_preferred
from assistant.rules.dates import deadline_is_inside_the_year, rate_and_date_are_not_both_asked
from assistant.rules.department import each_task_has_an_indicator, tasks_are_listed_one_by_one
from assistant.rules.placement import (
    amount_sits_under_cost,
    cost_holds_price_or_harm,
    deadline_sits_under_timeliness,
    ecology_is_ecology,
    economic_benefit_is_economic,
    paying_out_is_not_cost,
    quality_and_benefit_are_not_swapped,
    sustained_impact_outlasts_the_year,
    taking_part_is_output,
)
from assistant.rules.rule import Rule
from assistant.rules.secrecy import no_personal_data, secret_content_is_withheld
from assistant.rules.self_evaluation import (
    actual_is_measured,
    actual_uses_the_targets_unit,
    execution_rate_recomputes,
    execution_score_recomputes,
    figures_have_evidence,
    indicators_are_those_approved,
    missed_target_has_a_reason,
    not_everything_is_perfect,
    overrun_is_explained,
    problems_are_stated,
    qualitative_score_is_in_its_band,
    row_score_recomputes,
    satisfaction_is_believable,
    score_agrees_with_the_reason,
    total_is_the_sum,
)
from assistant.rules.values import (
    basis_names_its_ground,
    complaint_rate_is_not_satisfaction,
    direction_fits_name,
    name_agrees_with_unit,
    percentage_stays_within_100,
    qualitative_value_is_graded,
    quality_is_a_standard,
    quantity_is_a_count,
    satisfaction_is_not_benefit,
    satisfaction_names_whom_it_asks,
    target_is_not_trivial,
    unit_cost_is_plausible,
    value_is_measurable,
    wording_is_not_vague,
)
from assistant.rules.weights import core_rows_weigh_more, weights_add_up

RULES: tuple[Rule, ...] = tuple(
    map(
        Rule.of,
        (
            header_is_filled,
            mandatory_tiers_are_present,
            works_state_their_cost,
            quantity_and_quality_are_present,
            deadline_has_a_timeliness_row,
            every_row_has_a_value,
            numbers_have_units,
            sign_is_stated,
            annual_and_long_term_goals,
            unused_tier_is_left_unused,
            enough_indicators,
            name_is_a_short_noun_phrase,
            typing_is_clean,
            value_is_measurable,
            wording_is_not_vague,
            qualitative_value_is_graded,
            percentage_stays_within_100,
            direction_fits_name,
            quantity_is_a_count,
            name_agrees_with_unit,
            quality_is_a_standard,
            target_is_not_trivial,
            unit_cost_is_plausible,
            satisfaction_names_whom_it_asks,
            satisfaction_is_not_benefit,
            complaint_rate_is_not_satisfaction,
            basis_names_its_ground,
            deadline_sits_under_timeliness,
            amount_sits_under_cost,
            taking_part_is_output,
            ecology_is_ecology,
            economic_benefit_is_economic,
            quality_and_benefit_are_not_swapped,
            cost_holds_price_or_harm,
            paying_out_is_not_cost,
            sustained_impact_outlasts_the_year,
            cost_says_more_than_the_budget,
            unit_cost_is_preferred,
            cost_items_stay_within_budget,
            funding_adds_up,
            department_parts_add_up,
            parts_in_the_prose_add_up,
            amount_agrees_with_the_prose,
            schedule_is_cumulative,
            money_is_in_wan,
            promised_quantity_has_a_row,
            row_belongs_to_the_project,
            figures_agree,
            rows_are_not_repeated,
            rows_are_not_copied_from_a_comparable,
            nested_counts_agree,
            values_are_of_the_year,
            deadline_is_inside_the_year,
            rate_and_date_are_not_both_asked,
            weights_add_up,
            core_rows_weigh_more,
            secret_content_is_withheld,
            no_personal_data,
            tasks_are_listed_one_by_one,
            each_task_has_an_indicator,
            execution_score_recomputes,
            row_score_recomputes,
            qualitative_score_is_in_its_band,
            total_is_the_sum,
            missed_target_has_a_reason,
            overrun_is_explained,
            score_agrees_with_the_reason,
            actual_is_measured,
            actual_uses_the_targets_unit,
            indicators_are_those_approved,
            figures_have_evidence,
            execution_rate_recomputes,
            not_everything_is_perfect,
            problems_are_stated,
            satisfaction_is_believable,
        ),
    )
)


def rule(name: str) -> Rule | None:
    """A rule by its name or its number (R28), or None."""
    return next((r for r in RULES if name in (r.name, r.number)), None)


@cache
def digest() -> str:
    """What the catalogue says, as a short hash: names, severities and pages. Kept in a draft's authorship."""
    said = "\n".join(f"{r.name}\x1f{r.kind}\x1f{r.severity}\x1f{r.docstring}" for r in RULES)
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()
