"""Every rule there is: those of all kinds, then those of each kind."""

from __future__ import annotations

from campaignkit import rules
from campaignkit.kinds import KINDS

RULES = (*rules.RULES, *(rule for kind in KINDS for rule in kind.rules))
