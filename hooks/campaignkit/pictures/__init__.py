"""Pictures: opened within limits, turned upright, in sRGB, encoded anew at the sizes pages show."""
