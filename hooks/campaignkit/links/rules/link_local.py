r"""只有你的电脑或单位内网才打得开：`C:\…`、共享文件夹、`localhost`、`192.168.…`。

预览时的地址不要复制进正文。

错误：

    <a href="C:\资料\通知.docx">通知</a>
    <a href="http://localhost:8000/topics/">专题</a>

正确：

    <a href="topics/">专题</a>
"""

from __future__ import annotations

from campaignkit.links.rules.sentence import Sentence

ID = "link-local"

SENTENCES = {
    "disk-path": Sentence(
        "“{0}”是某台电脑上的文件，别人打不开", "把文件放进网站目录，再写相对链接"
    ),
    "share-path": Sentence(
        "“{0}”是局域网共享文件夹，外面打不开", "把文件放进网站目录，再写相对链接"
    ),
    "local-host": Sentence(
        "“{0}”指向本机或内网，读者打不开", "预览时的地址不要复制进正文；改成相对链接"
    ),
    "bare-host": Sentence("“{0}”里的主机名不完整，读者打不开", "写上完整的域名"),
}
