"""Looking for every byte of a person in a project, beside the content that names them.

`subject` says whom to look for, `byte_search` looks into files of any sort, `places` goes through a
project, and `trees` removes what can be made again.
"""
