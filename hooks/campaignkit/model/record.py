"""What every record has, of whatever kind: one of many files of the same form."""

from __future__ import annotations

from typing import ClassVar

from campaignkit.model.campaign import Campaign
from campaignkit.model.entity import Entity


class Record(Entity):
    """One of many files of the same form. Each kind says what its records hold.

    The members below are the questions that shared rules and lists ask of any record.
    """

    collection: ClassVar[str] = ""
    """The folder that its file is in."""

    prize_key: ClassVar[str] = "award"
    """The key that gives a record its prize."""

    prize_remedy: ClassVar[str] = "公示结束后再写 award"
    """What to write instead of a prize before the notice has ended."""

    before_notice: ClassVar[str] = ""
    """The `stage` of what is settled before the notice begins, for records that have stages."""

    consent_keys: ClassVar[tuple[str, ...]] = ("consent", "person")
    """The keys that may say who agreed to what."""

    @property
    def label(self) -> str:
        """The name that lists and page titles show."""
        raise NotImplementedError

    @property
    def prize(self) -> str | None:
        """Id of the prize or award it has been given, if any; a nomination is none."""
        return None

    @property
    def on_notice(self) -> bool:
        """Whether its file says that it stands on the notice now (`stage: notice`)."""
        return False

    def needs_consent(self, campaign: Campaign | None) -> bool:
        """Whether its page is about natural persons who have not agreed in a file of their own."""
        del campaign
        return True

    @property
    def public(self) -> bool:
        """Whether a page may be made of it: False once consent is withdrawn."""
        return True
