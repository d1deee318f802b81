"""A workbook that an office fills in, made from the model of the records."""
