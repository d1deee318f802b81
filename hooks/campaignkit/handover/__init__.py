"""Hand a built site over, and look at what stands on the server: pack, sign, verify.

The room works on any folder of built files and knows `base` only. What is the project's own (which
files the last build published, which folders are published, the instant of the pack) is handed in.
"""
