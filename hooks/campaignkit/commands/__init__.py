"""The command `campaignkit`."""
