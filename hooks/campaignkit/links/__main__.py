"""`python -m campaignkit.links DIR`: the same as `campaignkit links DIR`."""

from campaignkit.links.command import main

if __name__ == "__main__":
    main()
