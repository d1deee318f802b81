"""Personal data in plain text: identity numbers, mobiles, bank cards, private e-mail addresses.

`find` takes any text and returns hits with their offsets; where the text came from, and who may
write a number there, is the caller's to know.
"""

from campaignkit.personal.detect import find
from campaignkit.personal.hit import BANK_CARD, EMAIL, ID_NUMBER, MOBILE, Hit
from campaignkit.personal.prefilter import may_hold_any

__all__ = ["BANK_CARD", "EMAIL", "ID_NUMBER", "MOBILE", "Hit", "find", "may_hold_any"]
