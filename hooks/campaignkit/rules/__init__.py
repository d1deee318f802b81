"""Rules that hold for every kind of campaign: one rule a file, its id the file's name."""

from campaignkit.base.findings import Level
from campaignkit.model.rule import Context, Rule
from campaignkit.rules import (
    awarded_too_early,
    consent_missing,
    date_order,
    date_uncovered,
    duplicate_id,
    file_outside,
    file_type,
    link_broken,
    missing_file,
    notice_contact,
    notice_too_short,
    prize_count,
    unknown_id,
)

RULES = (
    Rule(unknown_id.ID, each=unknown_id.each),
    Rule(duplicate_id.ID, each=duplicate_id.each),
    Rule(date_order.ID, each=date_order.each),
    Rule(missing_file.ID, each=missing_file.each),
    Rule(file_outside.ID, each=file_outside.each),
    Rule(file_type.ID, each=file_type.each),
    Rule(link_broken.ID, each=link_broken.each),
    Rule(consent_missing.ID, each=consent_missing.each),
    Rule(awarded_too_early.ID, each=awarded_too_early.each),
    Rule(notice_too_short.ID, each=notice_too_short.each),
    Rule(date_uncovered.ID, each=date_uncovered.each, level=Level.WARNING),
    Rule(notice_contact.ID, each=notice_contact.each),
    Rule(prize_count.ID, whole=prize_count.whole),
)

__all__ = ["RULES", "Context", "Rule"]
