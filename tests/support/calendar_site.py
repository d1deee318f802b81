"""The site in tests/sites/calendar.txt, built in the test's own process as of 2021-05-01."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from campaignkit.content.check import check
from campaignkit.content.project import open_project
from campaignkit.model.catalogue import Catalogue
from support import engine
from support.site import site_case, write_site

ZONE = ZoneInfo("Asia/Shanghai")
AS_OF = datetime(2021, 5, 1, 12, tzinfo=ZONE)


def project(folder: Path) -> Path:
    return write_site(site_case("calendar"), folder)


def catalogue(root: Path, as_of: datetime = AS_OF) -> Catalogue:
    found = open_project(root)
    return check(root, as_of, found.settings, workers=1).catalogue


def built(root: Path, site: Path, monkeypatch: pytest.MonkeyPatch, as_of: datetime = AS_OF) -> Path:
    monkeypatch.setattr(engine, "NOW", as_of)
    engine.build_site(root, site)
    return site


def events(file: Path) -> dict[str, Event]:
    """The events of a calendar file by what stands before the `@` of their ids."""
    calendar = Calendar.from_ical(file.read_bytes())
    assert isinstance(calendar, Calendar)
    assert not calendar.errors
    return {str(event["uid"]).partition("@")[0]: event for event in calendar.walk("VEVENT")}
