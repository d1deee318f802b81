"""Checks every link of a built site, ours or not: extract -> resolve -> judge -> findings.

`site_check.check_site` is the way in; `policy`, `finding` and `judge.site_files` hold what goes in
and comes out. Nothing is imported here: the content's check needs `rules` alone, and the rest
costs 0.17 s.
"""
