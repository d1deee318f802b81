/* Search, 3 of 3: the dialog. Built when the reader first asks for it. */
(function () {
  "use strict";
  const search = window.ckSearch;
  if (!search || !search.find) return;
  const { SITE, STEP, termsOf, results, ranges, excerpt, open } = search;

  /* ---- What the reader sees ---- */
  function make(tag, properties, ...children) {
    const element = document.createElement(tag);
    Object.entries(properties || {}).forEach(([name, value]) => {
      if (name in element) element[name] = value; else element.setAttribute(name, value);
    });
    element.append(...children);
    return element;
  }

  function marked(into, text, terms) {
    let at = 0;
    ranges(text, terms).forEach(([start, end]) => {
      if (end <= at) return;
      into.append(text.slice(at, Math.max(at, start)));
      into.appendChild(make("mark", { textContent: text.slice(Math.max(at, start), end) }));
      at = end;
    });
    into.append(text.slice(at));
    return into;
  }

  /* How to search, and where else to go: what the dialog shows while nothing is asked. */
  function guide() {
    const places = Array.from(document.querySelectorAll(".ck-header .ck-nav a"), (link) =>
      make("li", {}, make("a", { href: link.href, textContent: link.textContent.trim() })));
    const part = make("div", { className: "ck-search__guide" },
      make("p", { textContent: "写下姓名、单位、奖项、年份或正文里的几个字，不必写全；几个词之间空一格，次序不限。" }),
      make("p", { textContent: "也可以写拼音或首字母：找“铜仁”，写 tongren 或 tr。" }));
    if (places.length) {
      part.append(make("p", { className: "ck-search__group", id: "ck-search-places", textContent: "主要栏目" }),
        make("ul", { "aria-labelledby": "ck-search-places" }, ...places));
    }
    return part;
  }

  /* ---- The address keeps the query, so that Back from a result comes back to it ---- */
  // A list's own filter has the name `q`: there the address says `search`.
  const parameter = () => (document.querySelector("form [name=q]") ? "search" : "q");

  function remember(query) {
    const address = new URL(location.href);
    if (query) address.searchParams.set(parameter(), query); else address.searchParams.delete(parameter());
    if (address.href !== location.href) window.history.replaceState(window.history.state, "", address);
  }

  function recall() {
    const query = new URL(location.href).searchParams.get(parameter());
    if (!query || (box && box.open)) return;
    show();
    input.value = query.slice(0, input.maxLength);
    find(STEP);
  }

  let box, input, list, status, more, help, turn = 0, active = -1, shown = [];

  function build() {
    input = make("input", {
      type: "search", id: "ck-search-input", className: "ck-search__input", placeholder: "姓名、单位、奖项、年份…",
      autocomplete: "off", enterkeyhint: "search", maxLength: 60, role: "combobox", "aria-expanded": "false",
      "aria-controls": "ck-search-list", "aria-autocomplete": "list",
    });
    status = make("p", { className: "ck-search__status", role: "status" });
    list = make("div", { className: "ck-search__list", id: "ck-search-list", role: "listbox", "aria-label": "搜索结果" });
    more = make("button", { type: "button", className: "ck-button ck-search__more", hidden: true, textContent: "更多结果" });
    const close = make("button", { type: "button", className: "ck-search__close", textContent: "关闭" });
    const label = make("label", { htmlFor: "ck-search-input", className: "ck-sr", textContent: "搜索全站" });
    box = make("dialog", { className: "ck-search", "aria-label": "搜索全站" },
      make("form", { className: "ck-search__bar", role: "search" }, label, input, close), status,
      make("div", { className: "ck-search__scroll" }, help = guide(), list, more));
    document.body.appendChild(box);
    let timer;
    const later = () => { clearTimeout(timer); timer = setTimeout(() => find(STEP), 120); };
    input.addEventListener("input", (event) => { if (!event.isComposing) later(); });
    input.addEventListener("compositionend", later);
    input.addEventListener("keydown", keys);
    close.addEventListener("click", () => box.close());
    more.addEventListener("click", () => find(shown.length + STEP));
    box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
    box.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    box.addEventListener("close", () => remember(""));
    list.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      // The page that is open already; else the query stays in the address that is left.
      if (link && link.pathname === location.pathname) { event.preventDefault(); box.close(); }
    });
  }

  function show() {
    if (!box) build();
    if (box.open) return;
    box.showModal();
    choosing(-1);
    input.focus();
    input.select();
    remember(input.value.trim());
    if (location.protocol === "file:") say("从文件夹里直接打开的网页不能搜索，请用网址打开网站。");
    else open().catch(() => failed());
  }

  const say = (text) => { status.textContent = text; };
  const failed = () => say("搜索数据加载失败，请检查网络后重试。");

  async function find(count) {
    const mine = ++turn;
    if (!termsOf(input.value).length) return paint([], { terms: [], numbers: [] }, 0);
    try {
      const found = await search.find(input.value);
      const { documents, lost } = await results(found, count);
      if (mine === turn) paint(documents, found, found.numbers.length - lost);
    } catch (error) {
      if (mine === turn) failed();
    }
  }

  function paint(documents, { terms, near, alike }, total) {
    const kept = shown.length && documents.length > shown.length ? shown.length : 0;
    const groups = new Map();
    documents.forEach((one) => groups.set(one.group, [...(groups.get(one.group) || []), one]));
    list.textContent = "";
    shown = [];
    groups.forEach((members, group) => list.appendChild(section(group, members, terms)));
    input.setAttribute("aria-expanded", String(shown.length > 0));
    more.hidden = shown.length >= total;
    help.hidden = terms.length > 0;
    choosing(-1);
    if (kept) { input.focus(); choosing(kept); }
    const query = input.value.trim();
    if (box.open) remember(query);
    list.dataset.query = query;  // what the list answers
    if (!terms.length) say("");
    else if (!total) say("没有找到“" + query + "”。换一个词，或少写几个字。");
    else if (alike) say("没有找到“" + query + "”，下面 " + shown.length + " 个读音相同。");
    else if (near) say("没有完全符合“" + query + "”的，下面 " + shown.length + " 个比较接近。");
    else say("找到 " + total.toLocaleString("zh-CN") + " 个结果" + (shown.length < total ? "，显示前 " + shown.length + " 个" : ""));
  }

  function section(group, members, terms) {
    const [title, icon] = search.manifest().groups[group];
    const heading = make("p", { className: "ck-search__group", id: "ck-search-g" + group, role: "presentation", textContent: title });
    const part = make("div", { role: "group", "aria-labelledby": heading.id }, heading);
    members.forEach((one) => part.appendChild(hit(one, icon, terms)));
    return part;
  }

  function hit(one, icon, terms) {
    const number = shown.length;
    const body = make("span", { className: "ck-search__body" }, marked(make("span", { className: "ck-search__title" }), one.title, terms));
    if (one.subtitle) body.appendChild(marked(make("span", { className: "ck-search__sub" }), one.subtitle, terms));
    if (one.text) body.appendChild(marked(make("span", { className: "ck-search__text" }), excerpt(one.text, terms), terms));
    const link = make("a", {
      href: new URL(one.uri, SITE).href, className: "ck-search__hit", role: "option", tabIndex: -1,
      id: "ck-search-o" + number, "aria-selected": "false",
    }, figure(one, icon), body);
    link.addEventListener("mousemove", () => choosing(number));
    shown.push(link);
    return link;
  }

  function figure(one, icon) {
    // Faces help to choose; other pictures are large, and a result is small.
    if (one.picture && icon === "person") return make("img", { src: new URL(one.picture, SITE).href, alt: "", loading: "lazy", className: "ck-search__figure" });
    const name = one.title.split("·").pop().trim() || one.title;
    const letter = icon === "person" ? Array.from(name)[0] : "";
    return make("span", { className: "ck-search__figure ck-search__figure--" + icon, "aria-hidden": "true", textContent: letter });
  }

  function choosing(number) {
    if (shown[active]) shown[active].setAttribute("aria-selected", "false");
    active = number;
    if (shown[active]) {
      shown[active].setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", shown[active].id);
    } else input.removeAttribute("aria-activedescendant");
  }

  function keys(event) {
    // Some browsers send the Enter that commits an input method's word with this code alone.
    if (event.isComposing || event.keyCode === 229) return;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move && shown.length) {
      event.preventDefault();
      choosing((active + move + shown.length + (active < 0 && move < 0 ? 1 : 0)) % shown.length);
      shown[active].scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && shown.length) {
      event.preventDefault();
      shown[Math.max(active, 0)].click();
    } else if (event.key === "Escape") {
      event.preventDefault();  // or the browser would only empty the field
      box.close();
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    if (typeof HTMLDialogElement === "undefined") return;
    document.querySelectorAll("[data-ck-search]").forEach((button) => button.addEventListener("click", show));
    recall();
  });
  document.addEventListener("keydown", (event) => {
    const slash = event.key === "/" || (event.code === "Slash" && !event.shiftKey);
    const writing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    if (!slash || writing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (typeof HTMLDialogElement === "undefined") return;
    event.preventDefault();
    show();
  });
})();
