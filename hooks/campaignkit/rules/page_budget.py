"""网页太大，手机上打开慢，也费流量。

每次生成网站都量一遍写出来的网页，与上次相同的不再量。上限写在 mkdocs.yml 的 budget 里，
不写时是：一页的 HTML 压缩后不超过 60 KB（1 KB 是 1000 字节，按服务器常用的 gzip 压缩）；一页要
装载的样式和脚本合起来，压缩后不超过 100 KB；样式里不装载字体，各人的手机和电脑都有中文字体，而
一个中文字体文件就有几 MB。

名次表、名录、光荣榜和记录列表到了几百条会自己分页，一般不会超过上限。超过的，消息里写着这一页有几张表、
多少行：把正文里的大表分成几页，或者作为附件发布；把一个活动里分得开的几部分写成几个活动。

改上限，或者不查：

    extra:
      campaigns:
        budget: {html: 80, assets: 120}
        rules: {page-budget: "off"}
"""

from __future__ import annotations

ID = "page-budget"
"""The check itself is `publish.page_sizes`: it looks at the built site, not at the content."""
