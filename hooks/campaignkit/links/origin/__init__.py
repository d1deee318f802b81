"""The lines of YAML or Markdown behind the links of a page."""
