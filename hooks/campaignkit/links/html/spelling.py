"""What people write instead of a URL: full-width signs, lost colons, drive letters, bad addresses.

Each function gives a code of `messages`, or an empty string where nothing is wrong. Nothing here
is reported that a browser and every chat app open as meant.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from urllib.parse import unquote

import ada_url

from campaignkit.links.html.values import names

_DRIVE = re.compile(r"[A-Za-z][:：][\\/]|[A-Za-z]\|[\\/]")
_SHARE = re.compile(r"\\\\[^\\/]+\\")
_WIDE_SCHEME = re.compile(r"(?:https?|mailto|tel|ftp)：", re.IGNORECASE)
_NO_COLON = re.compile(r"https?(?:/{2}|；|;|,|\.//)", re.IGNORECASE)
_NO_SLASHES = re.compile(r"https?:(?![\\/]{2})", re.IGNORECASE)
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_LABEL = r"[A-Za-z0-9\u00b7-\u9fff](?:[A-Za-z0-9\u00b7-\u9fff-]{0,61}[A-Za-z0-9\u00b7-\u9fff])?"
_MAIL = re.compile(rf"[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]+@(?:{_LABEL}\.)+{_LABEL}\Z")
_PHONE = re.compile(r"\+?[0-9(](?:[0-9().\- ]*[0-9)])?\Z")
_SHORT_CODE = re.compile(r"[*#][0-9*#]+\Z")
_TWO_SCHEMES = re.compile(r"https?://https?(?:[:：/]|%3a)", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_WIDE_SIGNS = "：＠／．。，；、！？“”‘’《》【】（）"
_OTHERS = names(
    "sms: smsto: geo: magnet: ftp: ftps: irc: ircs: xmpp: sip: sips: webcal: market: intent: "
    "weixin: wechat: weixinulapi: dingtalk: alipays: alipay: mqqapi: tencent: wxwork: lark: "
    "feishu: bitcoin: urn: tag: ws: wss: cid: mid: news: nntp: git: ssh: svn: ed2k: thunder: "
    "facetime: skype: tg: whatsapp: zoommtg: ms-word: ms-excel: ms-powerpoint: vscode: chrome: "
    "rtsp: rtmp: mms: doi: isbn: callto: maps: baidumap: iosamap: androidamap: amapuri: openapp: "
    "snssdk1128: weibo: sinaweibo: web+ap: gopher: ldap: telnet: imap: pop: acap: info: res: "
    "android-app: ios-app: filesystem: steam: spotify: viber: line: kakaotalk:"
)


def before_parsing(link: str) -> str:
    """Faults that show before the URL standard has its say."""
    text = link.strip()
    if _DRIVE.match(text):
        return "disk-path"
    if _SHARE.match(text):
        return "share-path"
    if _WIDE_SCHEME.match(text) or _is_wide_scheme(text):
        return "wide-colon"
    if _TWO_SCHEMES.match(text):
        return "two-schemes"
    if _NO_COLON.match(text):
        return "scheme-typo"
    if _NO_SLASHES.match(text):
        return "scheme-slashes"
    return ""


def _is_wide_scheme(text: str) -> bool:
    """`ｈｔｔｐ：//` in the letters of a Chinese keyboard."""
    narrow = unicodedata.normalize("NFKC", text[:12])
    return not text[:5].isascii() and re.match(r"https?:", narrow, re.IGNORECASE) is not None


def other_scheme(protocol: str, text: str) -> str:
    """A URL that is not http(s): a mail address, a phone number, a file, or a slip of the pen."""
    rest = text.partition(":")[2]
    if protocol == "mailto:":
        return mail(rest)
    if protocol in {"tel:", "sms:", "smsto:", "callto:"}:
        return phone(rest)
    if protocol == "file:" or len(protocol) == 2:
        return "disk-path"
    if protocol in _OTHERS or protocol.startswith("web+"):
        return ""
    name = protocol[:-1]
    if any(_distance(name, known) <= 2 for known in ("http", "https", "mailto")) or name in {
        "te",
        "tell",
        "tele",
        "phone",
        "telephone",
        "mail",
        "email",
        "e-mail",
        "emailto",
    }:
        return "scheme-typo"
    if "." in name or name == "localhost":
        return "no-scheme"  # `localhost:8000`, `example.org:8080/x`: a host taken for a scheme
    return "unknown-scheme"


def mail(rest: str) -> str:
    """The part after `mailto:`; RFC 6068 with the address syntax of `<input type=email>`."""
    addresses, _, query = rest.partition("?")
    if any(char in addresses for char in "＠．。；，："):
        return "mail-wide"
    if addresses.startswith("/"):
        return "mail-bad"
    listed = [unquote(address).strip() for address in addresses.split(",")]
    if listed == [""]:
        return "" if re.search(r"(?:^|&)(?:to|cc|bcc)=", query) or query else "mail-empty"
    if any(not _MAIL.match(address) for address in listed):
        return "mail-bad"
    return ""


def phone(rest: str) -> str:
    """The part after `tel:`; RFC 3966, and the short numbers that services have."""
    number = unquote(re.split(r"[;?]", rest)[0])
    if _PHONE.match(number) or _SHORT_CODE.match(number):
        return ""
    if not number.strip():
        return "phone-empty"
    if any("０" <= char <= "９" or char in "－（）＋ー—–" for char in number):
        return "phone-wide"
    return "phone-bad"


def in_web_url(link: str, url: ada_url.URL, *, allow_local: bool = False) -> str:
    """An absolute URL of another host that was surely not meant as it stands."""
    if not allow_local and is_local(url.hostname):
        return "local-host"
    if url.username or url.password:
        return "credentials"
    if not allow_local and "." not in url.hostname.rstrip(".") and not url.hostname.startswith("["):
        return "bare-host"
    if re.search(r"[^a-z0-9.\-_\[\]:]|\.\.", url.hostname):
        return "bad-url"
    if invisible(link):
        return "invisible"
    written = unquote(link.strip().partition(":~:")[0])
    address, _, rest = written.partition("?")
    if glued(address) or re.search(r"[!-~][。，；、：！？）]+\Z", rest):
        return "glued"
    authority = re.split(r"[/?#\\]", written.partition("//")[2])[0]
    if any(char in _WIDE_SIGNS or "！" <= char <= "～" for char in authority):
        return "wide-host"
    return ""


def invisible(link: str) -> bool:
    """Whether a link holds a character that nobody can see, as copying from a page brings along."""
    return _INVISIBLE.search(unquote(link)) is not None


def glued(written: str) -> str:
    """The sentence that stuck to the end of a URL, beginning with its first full-width sign.

    `（…）` after a Chinese character may belong to an address, as may `！` and `？`.
    """
    unpaired = _unpaired(written)
    if unpaired >= 0:
        return written[unpaired:]
    for pattern in (
        r"[。，；、：”’》】]+\Z",
        r"(?<=[!-~])[！？]+\Z",
        r"(?<=[!-~])[。，；、！][^!-~]*\Z",
        r"(?<=[!-~])（[^（）]*）\Z",
    ):
        match = re.search(pattern, written)
        if match:
            return match[0]
    return ""


def _unpaired(written: str) -> int:
    """Index of the first full-width bracket without its partner, or -1."""
    opened: list[int] = []
    for index, char in enumerate(written):
        if char == "（":
            opened.append(index)
        elif char == "）" and not opened:
            return index
        elif char == "）":
            opened.pop()
    return opened[0] if opened else -1


def is_local(hostname: str) -> bool:
    """Whether a host is this machine or a private network: nobody else can open it."""
    name = hostname.rstrip(".")
    if name == "localhost" or name.endswith((".localhost", ".local", ".lan", ".internal")):
        return True
    try:
        address = ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return not (mapped or address).is_global


def missing_scheme(link: str) -> bool:
    """Whether a relative link is a host name that lost its `https://`."""
    host = re.split(r"[/?#：:]", link.strip())[0]
    return bool(
        re.match(r"www\d?[.。．]", host, re.IGNORECASE)
        or re.fullmatch(
            r"(?:[a-z0-9-]+\.)+(?:com|cn|org|net|gov|edu|io|cc|top|xyz|info|中国|公司|政务|公益)",
            host,
            re.IGNORECASE,
        )
    )


def _distance(left: str, right: str) -> int:
    """Edits that turn one short word into the other (letters swapped count one)."""
    rows = [list(range(len(right) + 1))]
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            best = min(row[-1] + 1, rows[-1][j] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]
