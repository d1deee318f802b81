"""公开个人信息要有本人同意。

依据个人信息保护法第二十五条：公开个人信息，要取得个人单独同意。没有同意公开事迹（profile: true），
不能有这个人的页面；没有同意公开照片（portrait: true），不能有照片。集体和单位不是个人，不需要
profile，但放照片仍要 portrait。撤回同意（withdrawn）后，页面和照片自动撤下，不算错误。

错误（honour/profiles）：

    consent: {profile: false, date: 2021-04-01, scope: 网站}

正确（honour/profiles）：

    consent: {profile: true, date: 2021-04-01, scope: 网站}
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.model.entity import Entity
from campaignkit.model.record import Record
from campaignkit.model.rule import Context
from campaignkit.model.shared import Consent, Picture

ID = "consent-missing"

_EXAMPLE = "写 consent: {profile: true, date: 2021-04-01, scope: 网站}"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """A page without consent to the profile, a portrait without consent to the picture."""
    if "consent" not in type(entity).__pydantic_fields__:
        return
    consent: Consent | None = entity.field("consent")
    if consent and consent.withdrawn:
        return
    if _is_hidden(entity, context):
        return
    known = context.catalogue.people.get(entity.field("person") or "")
    if known and known.consent and known.consent.withdrawn:
        return  # the page went with the person's own consent
    agreed = (consent and consent.profile) or (known and known.public)
    if _needs_profile(entity, context) and not agreed:
        where = ("consent", "profile") if consent else ("consent",)
        message = "没有本人同意公开的记录，不能为其建页面"
        hint = f"取得书面同意后{_EXAMPLE}"
        if consent:
            message = "本人没有同意公开事迹，不能为其建页面"
            hint = "取得书面同意后改成 profile: true，或删掉这个文件"
        yield entity.finding(where, ID, message, hint)
    portrait: Picture | None = entity.field("portrait")
    if portrait and not (consent and consent.portrait):
        message = "没有本人同意公开照片的记录，不能放照片"
        hint = "取得书面同意后在 consent 里写 portrait: true，或删掉这张照片"
        yield entity.finding(("portrait",), ID, message, hint)


def _is_hidden(entity: Entity, context: Context) -> bool:
    """Whether consent may be written, but where another error keeps it from being read."""
    person = entity.field("person")
    unread = person in context.catalogue.files.get("person", ()) and (
        person not in context.catalogue.people
    )
    return unread or entity.lost(*_keys(entity))


def _keys(entity: Entity) -> tuple[str, ...]:
    return entity.consent_keys if isinstance(entity, Record) else ("consent",)


def _needs_profile(entity: Entity, context: Context) -> bool:
    """Whether the page is about a natural person who does not agree elsewhere."""
    return not isinstance(entity, Record) or entity.needs_consent(context.campaign)
