"""What an office does around the YAML: forms out, filled-in workbooks and works in."""
