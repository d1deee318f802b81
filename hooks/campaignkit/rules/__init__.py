"""Rules that hold for every kind of campaign: one rule a file, its id the file's name."""

from campaignkit.base.findings import Level
from campaignkit.model.rule import Context, Rule
from campaignkit.rules import (
    awarded_too_early,
    consent_missing,
    date_order,
    date_uncovered,
    duplicate_id,
    file_content,
    file_outside,
    file_type,
    image_alt,
    image_location,
    image_size,
    link_broken,
    missing_file,
    notice_contact,
    notice_too_short,
    personal_bank_card,
    personal_email,
    personal_id_number,
    personal_mobile,
    prize_count,
    unknown_id,
    wrong_term,
)

RULES = (
    Rule(unknown_id.ID, each=unknown_id.each),
    Rule(duplicate_id.ID, each=duplicate_id.each),
    Rule(date_order.ID, each=date_order.each),
    Rule(missing_file.ID, each=missing_file.each),
    Rule(file_outside.ID, each=file_outside.each),
    Rule(file_type.ID, each=file_type.each),
    Rule(file_content.ID, each=file_content.each, text=file_content.text, loose=file_content.loose),
    Rule(image_alt.ID, each=image_alt.each, text=image_alt.text),
    Rule(
        image_location.ID,
        each=image_location.each,
        text=image_location.text,
        loose=image_location.loose,
    ),
    Rule(image_size.ID, each=image_size.each, text=image_size.text, loose=image_size.loose),
    Rule(link_broken.ID, each=link_broken.each),
    Rule(
        personal_id_number.ID,
        each=personal_id_number.each,
        text=personal_id_number.text,
        loose=personal_id_number.loose,
    ),
    Rule(
        personal_mobile.ID,
        each=personal_mobile.each,
        text=personal_mobile.text,
        loose=personal_mobile.loose,
    ),
    Rule(
        personal_bank_card.ID,
        each=personal_bank_card.each,
        text=personal_bank_card.text,
        loose=personal_bank_card.loose,
    ),
    Rule(
        personal_email.ID,
        each=personal_email.each,
        text=personal_email.text,
        loose=personal_email.loose,
    ),
    Rule(consent_missing.ID, each=consent_missing.each),
    Rule(awarded_too_early.ID, each=awarded_too_early.each),
    Rule(notice_too_short.ID, each=notice_too_short.each),
    Rule(date_uncovered.ID, each=date_uncovered.each, level=Level.WARNING),
    Rule(notice_contact.ID, each=notice_contact.each),
    Rule(prize_count.ID, whole=prize_count.whole),
    Rule(wrong_term.ID, each=wrong_term.each, text=wrong_term.text, level=Level.WARNING),
)

__all__ = ["RULES", "Context", "Rule"]
