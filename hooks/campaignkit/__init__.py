"""campaignkit: campaigns written in YAML become one checked, static website."""

__version__ = "0.1.0"
