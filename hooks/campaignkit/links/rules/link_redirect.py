"""跳转绕成了圈，或者和已有的页面冲突。

页面改了名、删了，旧地址应当留一个跳转，写在 `mkdocs.yml` 的 `extra.campaigns.redirects`：

```yaml
redirects:
  campaigns/2020-essay/: campaigns/2021-essay/
```

网站没有的旧地址会变成一页自动转到新地址的网页。新地址可以又是一个旧地址，会直接转到最后。
"""

from __future__ import annotations

from campaignkit.links.rules.sentence import Sentence

ID = "link-redirect"

SENTENCES = {
    "refresh-loop": Sentence("跳转页转回了自己：{0}", "让其中一页指向真正的内容"),
}
