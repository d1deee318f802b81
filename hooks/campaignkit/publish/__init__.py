"""What stands on disk: the output folder, pictures, redirects, the swap with the old site."""
