"""The chapters of the editors' manual that are written from the models and the rules."""
