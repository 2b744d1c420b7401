"""All rules, in the order of their codes; a rule that is not listed here is not there."""

from __future__ import annotations

from faceplate.check.rule import Rule
from faceplate.check.rules import (
    duplicate_parameter,
    empty_description,
    inherited_text,
    parameter_choices,
    parameter_default,
    parameter_optionality,
    parameter_order,
    parameter_type,
    refused_value,
    repeated_text,
    stale_name,
    undocumented_parameter,
    unknown_parameter,
)

RULES: tuple[Rule, ...] = (
    undocumented_parameter.RULE,
    unknown_parameter.RULE,
    duplicate_parameter.RULE,
    parameter_order.RULE,
    parameter_type.RULE,
    parameter_default.RULE,
    parameter_choices.RULE,
    parameter_optionality.RULE,
    empty_description.RULE,
    stale_name.RULE,
    repeated_text.RULE,
    refused_value.RULE,
    inherited_text.RULE,
)
