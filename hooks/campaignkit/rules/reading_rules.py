"""What reading a file can find before any rule looks at it, with its entries in the manual.

The code is in `source` and `model`; such a finding can be neither ignored nor lowered, because a
file that cannot be read would vanish from the site without a word.
"""

from __future__ import annotations

YAML_SYNTAX = """
YAML 的写法有错，文件读不下去，或者有内容会悄悄丢掉。

最常见的：冒号后面没有空格；行首的空格没有对齐，或者用了 Tab 键；引号、括号少了一半；大段正文前面
没有写“|”；一行里又出现了“: ”或“ #”。改法：每层缩进两个空格；文字里有特殊符号时，整段加英文双
引号；正文写在“|”下面。

错误（contest）：

    slogan:劳动光荣

错误（contest）：

    slogan: 通知: 劳动光荣

错误（contest）：

    slogan: 参加 #劳动光荣# 话题

错误（contest）：

    about:
      第一段。

      第二段。

正确（contest）：

    slogan: "话题 #劳动光荣#: 9:00 开始"
    about: |
      第一段。

      第二段。
"""

YAML_DUPLICATE_KEY = """
同一个名字在一处写了两次。

程序只会用其中一个，另一个悄悄不见了，所以要删掉一个。

错误（contest）：

    slogan: 劳动光荣
    slogan: 劳动最光荣

正确（contest）：

    slogan: 劳动最光荣
"""

YAML_ENCODING = """
文件不是用 UTF-8 编码保存的，或者里面有看不见的控制字符。

中文 Windows 的记事本有时存成 ANSI（GBK）或“Unicode”（UTF-16）。用记事本打开，点“文件→另存为”，在
“编码”里选“UTF-8”，再保存。Word 和 Excel 文件不能改个名字就用，要把文字复制出来另存。
"""

YAML_FULL_WIDTH = """
该用英文标点的地方用了中文（全角）标点。

名字后面的冒号、列表的逗号和括号、每项开头的短横线、行首的空格，都要用英文的。文字里面仍用中文标点。

错误（contest）：

    slogan：劳动光荣

错误（contest）：

    tags: [征文，劳动美]

正确（contest）：

    slogan: 劳动光荣，创造伟大：从我做起
    tags: [征文, 劳动美]
"""

UNKNOWN_KEY = """
写了这里没有的一项。

多半是名字拼错了、用了中文名字、缩进多了或少了，或者写到了别的文件里。提示里有最接近的名字；缩进不对的，
会说明它应当在哪一项下面。

错误（contest）：

    slogen: 劳动光荣

错误（contest）：

    口号: 劳动光荣

正确（contest）：

    slogan: 劳动光荣
"""

MISSING_FIELD = """
缺少必须写的一项，或者写了名字、冒号后面没有内容。

不是必填的项可以留空，等于没写。

错误（contest）：

    title:

错误（contest）：

    timeline: {open: 2021-03-08}

正确（contest）：

    title: 职工征文
    slogan:
"""

WRONG_TYPE = """
内容的样子不对：该写数字的写了文字，该写列表的写了一句话，该分行写的写在了一行。

数字不带单位和引号；是否写 true 或 false；列表写成 [甲, 乙]，或者每项一行，以“- ”开头。

错误（contest）：

    tags: 征文、劳动美

错误（contest）：

    entry_limit: 2件

正确（contest）：

    tags: [征文, 劳动美]
    entry_limit: 2
"""

BAD_VALUE = """
样子对，但不是能用的值：日期、电话、邮箱、网址的写法，规定的几个词，编号和文件名。

日期写成 2021-04-01，时刻写成 2021-04-01T14:30。编号和文件名只用小写字母、数字和短横线，因为它们会
进入网址。放错地方、名字不对而不会被读到的文件，也由这条规则报告。

错误（contest）：

    timeline: {open: 2021年3月8日, close: 2021/5/7}

错误（contest）：

    state: 发布

正确（contest）：

    timeline: {open: 2021-03-08, close: 2021-05-07T17:30}
    state: published
"""

ENGINE_SETTING = """
mkdocs.yml 里有一项设置，会弄坏活动的页面，或者在本站的版式里不起作用。

本站的版式（theme 的 custom_dir）有自己的页眉、导航、颜色和搜索，Material 的 features 和 palette
管不到它。少数插件和活动的页面合不来，例如 offline、social。每个插件能不能用，手册里有一张表。
"""

READING = {
    "yaml-syntax": YAML_SYNTAX,
    "yaml-duplicate-key": YAML_DUPLICATE_KEY,
    "yaml-encoding": YAML_ENCODING,
    "yaml-full-width": YAML_FULL_WIDTH,
    "unknown-key": UNKNOWN_KEY,
    "missing-field": MISSING_FIELD,
    "wrong-type": WRONG_TYPE,
    "bad-value": BAD_VALUE,
    "engine-setting": ENGINE_SETTING,
}
"""Entries of the manual by rule, in the order in which a file is read."""
