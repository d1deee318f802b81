"""服务点的位置要在它的地区里。

经纬度抄错一位，点开地图就到了别的地方。各地区的范围写在 mkdocs.yml 的
region_boxes 里；没有写范围的地区不查。

错误（activity/services）：

    region: 示例区
    position: {lat: 27.72, lon: 107.19}
    ---
    # mkdocs.yml
    extra:
      campaigns:
        region_boxes: {示例区: {south: 27.3, north: 28.1, west: 108.8, east: 109.6}}

正确（activity/services）：

    region: 示例区
    position: {lat: 27.72, lon: 109.19}
    ---
    # mkdocs.yml
    extra:
      campaigns:
        region_boxes: {示例区: {south: 27.3, north: 28.1, west: 108.8, east: 109.6}}
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.kinds.activity.model import ServicePlace
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context
from campaignkit.model.settings import RegionBox

ID = "position-outside"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Positions outside of the box that the settings give for the service's region."""
    if not isinstance(entity, ServicePlace) or entity.position is None:
        return
    box = context.catalogue.settings.region_boxes.get(entity.region)
    spot = entity.position
    if box is None or box.holds(spot.lat, spot.lon):
        return
    message = (
        f"位置（纬度 {spot.lat:g}，经度 {spot.lon:g}）不在{entity.region}的范围里（{_told(box)}）"
    )
    hint = "核对经纬度；范围本身不对的，改 mkdocs.yml 里的 region_boxes"
    yield entity.finding(("position",), ID, message, hint)


def _told(box: RegionBox) -> str:
    return f"纬度 {box.south:g} 到 {box.north:g}，经度 {box.west:g} 到 {box.east:g}"
