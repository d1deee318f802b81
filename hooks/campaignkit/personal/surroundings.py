"""What the words around a row of digits say of it: an amount, a serial number, a telephone."""

from __future__ import annotations

import re

_REACH = 24
"""Characters before a number that are looked at."""

_SERIAL = re.compile(
    r"(?:编号|文号|单号|序号|流水号?|合同号|订单号?|发票号?码?|证书号码?|证号|许可证|注册号|登记号"
    r"|信用代码|税号|批号|货号|型号|条形?码|书号|图号|档案号|案号|车架号|设备号|学号|工号|编码|代码"
    r"|校验码|验证码|交易号|凭证号?|运单|快递|项目号|标号|户号|卷号|版本|期号|票号|柜号|箱号|馆藏号"
    r"|索书号|国标|产品号"
    r"|(?<![A-Za-z])(?i:ISBN|ISSN|DOI|CIP|IMEI|IMSI|SN|S/N|NO|Nr|GB|GB/T|EAN|UPC|UID|VIN|BV|AV))"
    r"[\s:：.#(（\[【*`_|为是]*[A-Za-z]{0,4}[-_]?$"
)
_SURE_SERIAL = re.compile(
    r"(?:订单|流水|交易|发票|快递|运单|信用代码|凭证|IMEI|条形?码|税号)[^，。；\n]{0,6}$"
)
"""Labels that overrule even a valid check digit."""

_PERSON = re.compile(
    r"(?:身份证?|证件|公民|手机|电话|联系|移动|微信|(?i:tel|phone|mobile))[^，。；\s]{0,4}$"
)
_PHONE = re.compile(
    r"手机|电话|联系|移动|微信|咨询|报名|拨打|致电|短信|☎|📞|📱|(?i:tel|phone|mob|cell|call)"
)
_BANK = re.compile(r"银行|卡号|账号|帐号|账户|帐户|储蓄|借记|信用卡|开户|转账|汇款|(?i:card|bank)")
_UNIT = re.compile(
    r"\s*(?:元|[万亿](?:元|吨|[^一-鿿]|$)|美元|欧元|人民币|吨|公斤|千克|公里|平方米|立方米|千瓦|字节"
    r"|毫秒|人次|[个件份册台套户](?![一-鿿])|[%％‰]|(?:kg|km|kWh?|MB|GB|KB|ms|RMB|CNY|USD|bytes)\b)"
)
_MONEY = re.compile(
    r"(?:[¥￥$€]|RMB|CNY|USD|人民币|金额|总额|合计|共计|产值|收入|利润|总计)[\s:：为约达]*$"
)
_LABEL = re.compile(
    r"(?<![A-Za-z])(?:tel|telephone|phone|mobile|mob|cell|wechat|weixin|vx|wx|v|m|t|qq|id|hp|p|sms)$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.|ftp://|\bdoi:|\b10\.[0-9]{4,}/)[^\s一-鿿，。；、）】》]*", re.IGNORECASE
)
_LONGEST_ADDRESS = 300
_PHONE_KEY = re.compile(r"(?:tel|phone|mobile|mob|sms|shouji|sj)[a-z_]*=$", re.IGNORECASE)


def is_serial(text: str, start: int) -> bool:
    """Whether a label such as 合同号 stands right before a number, and none of a person."""
    before = _before(text, start)
    found = _SERIAL.search(before)
    if found is None:
        return False
    return not _PERSON.search(before[: found.start() + 1])


def overrules_check_digit(text: str, start: int) -> bool:
    """Whether the label before a number says that it is no person's though its digits would do."""
    return bool(_SURE_SERIAL.search(_before(text, start)))


def is_amount(text: str, start: int, end: int) -> bool:
    """Whether a unit follows a number, or a currency stands before it."""
    return bool(_UNIT.match(text, end) or _MONEY.search(_before(text, start)))


def speaks_of_phone(text: str, start: int) -> bool:
    """Whether a word such as 电话 stands before a number on its line."""
    return bool(_PHONE.search(_before(text, start)))


def speaks_of_bank(text: str, start: int) -> bool:
    """Whether a word such as 卡号 stands before a number on its line."""
    return bool(_BANK.search(_before(text, start)))


def is_part_of_word(text: str, start: int, end: int) -> bool:
    """Whether Latin letters touch a number, other than a label such as `Tel`."""
    after = text[end : end + 1]
    if after.isascii() and after.isalpha():
        return True
    letter = text[start - 1 : start]
    if not (letter.isascii() and letter.isalpha()):
        return False
    return not _LABEL.search(text[max(0, start - 10) : start])


def is_in_address(text: str, start: int) -> bool:
    """Whether a number is part of a web address, where long numbers name pages."""
    before = text[max(0, start - _LONGEST_ADDRESS) : start].rpartition("\n")[2]
    for found in _ADDRESS.finditer(before):
        if found.end() == len(before):
            return not _PHONE_KEY.search(found[0])
    return False


def _before(text: str, start: int) -> str:
    return text[max(0, start - _REACH) : start].rpartition("\n")[2]
