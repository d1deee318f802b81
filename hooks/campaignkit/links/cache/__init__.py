"""What earlier runs read of a site, and the reading of what is new."""
