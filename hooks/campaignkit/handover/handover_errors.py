"""What stops a hand-over, told to the person who called the command."""

from __future__ import annotations


class HandoverError(ValueError):
    """The command was called with something that cannot be used.

    The message is Chinese and ends with a remedy, in the form that `click.UsageError` shows.
    """

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message}\n   改法：{remedy}")
