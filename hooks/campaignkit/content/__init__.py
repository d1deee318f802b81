"""The folder campaigns/ becomes checked content: a Catalogue, batches of records, findings."""
