/* Search over the whole site, from an index in small files (campaignkit/search makes it). A query is
   cut into the same pairs of characters as the texts were; one file is fetched for each pair, and the
   texts of the results that are shown. Nothing is fetched before the search is opened. */
(function () {
  "use strict";
  const script = document.currentScript;
  if (!script) return;
  const SITE = new URL("../../", script.src);
  const SEARCH = new URL("search/", SITE);

  const STEP = 10;      // results shown at once
  const PER_GROUP = 5;  // of these, most from one group while others have some
  const WEIGHT = [8, 3, 1];  // title, words, text
  const WHOLE = 30;     // for a title, or part of one, that is the query itself
  const BLOCKS = 64;

  /* ---- Text to keys: the same as campaignkit/search/grams.py ---- */
  const QUOTES = /["'‘’“”«»‹›「」『』《》〈〉`´]+/g;
  const RUN = /[\p{L}\p{N}]+/gu;
  const UNIT = /[a-z0-9]+|[\p{L}\p{N}]/gu;
  const WORD_LIMIT = 32;

  const normalise = (text) => text.normalize("NFKC").toLowerCase();

  /* Terms of a query: what must be found together, with their keys. */
  function termsOf(query) {
    const runs = normalise(query).replace(QUOTES, "").match(RUN) || [];
    const terms = Array.from(new Set(runs)).map((run) => {
      const units = (run.match(UNIT) || []).map((unit) => unit.slice(0, WORD_LIMIT));
      const pairs = units.slice(1).map((unit, place) => units[place] + unit);
      return { run, units, keys: pairs.length ? Array.from(new Set(pairs)) : units };
    });
    const wide = terms.some((term) => term.run.length > 1);
    // A single character beside longer words only helps to order: texts are not indexed by it.
    terms.forEach((term) => { term.needed = !wide || term.run.length > 1; });
    return terms;
  }

  const CRC = Array.from({ length: 256 }, (_, byte) => {
    for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
    return byte >>> 0;
  });
  function crc32(bytes) {
    let sum = 0xffffffff;
    for (const byte of bytes) sum = (sum >>> 8) ^ CRC[(sum ^ byte) & 255];
    return (sum ^ 0xffffffff) >>> 0;
  }

  /* ---- The index ---- */
  const fetched = new Map();
  let manifest = null;

  async function get(path, how) {
    const address = new URL(path, SEARCH);
    if (manifest) address.searchParams.set("v", manifest.version);
    const answer = await fetch(address, manifest ? {} : { cache: "no-cache" });
    if (!answer.ok) throw new Error(path + ": " + answer.status);
    return answer[how]();
  }

  function once(path, make) {
    if (!fetched.has(path)) {
      const wanted = make();
      fetched.set(path, wanted);
      wanted.catch(() => fetched.delete(path));  // asked again when the network is back
    }
    return fetched.get(path);
  }

  const open = () => once("index.json", async () => {
    const found = await get("index.json", "json");
    let base = 0;
    found.bases = found.segments.map(([count]) => { base += count; return base - count; });
    found.count = base;
    manifest = found;
    return found;
  });

  function varint(bytes, at) {
    let value = 0, shift = 0, byte;
    do {
      byte = bytes[at++];
      value += (byte & 127) * 2 ** shift;
      shift += 7;
    } while (byte > 127);
    return [value, at];
  }

  /* A shard: where each key's postings begin and end. */
  function readShard(buffer) {
    const bytes = new Uint8Array(buffer);
    const size = new DataView(buffer).getUint32(0, true);
    const places = new Map();
    if (!size) return { bytes, places };
    const keys = new TextDecoder().decode(bytes.subarray(4, 4 + size)).split("\n");
    const lengths = [];
    let at = 4 + size, length;
    for (let n = 0; n < keys.length; n++) {
      [length, at] = varint(bytes, at);
      lengths.push(length);
    }
    keys.forEach((key, n) => {
      places.set(key, [at, at + lengths[n]]);
      at += lengths[n];
    });
    return { bytes, places };
  }

  async function postings(key) {
    const block = key.codePointAt(0) % BLOCKS;
    const shard = crc32(new TextEncoder().encode(key)) % manifest.per_block;
    const path = "k/" + block + "-" + shard + ".bin";
    const { bytes, places } = await once(path, async () => readShard(await get(path, "arrayBuffer")));
    const place = places.get(key);
    return place ? decode(bytes.subarray(place[0], place[1])) : [];
  }

  /* Pairs of document and field; the form is told in campaignkit/search/postings.py. */
  function decode(bytes) {
    const found = [];
    let at = 0, segment;
    while (at < bytes.length) {
      [segment, at] = varint(bytes, at);
      const base = manifest.bases[segment], count = manifest.segments[segment][0];
      if (bytes[at] < 128) {
        found.push([base + bytes[at + 1], bytes[at]]);
        at += 2;
        continue;
      }
      const end = at + 2 + bytes[at + 1];
      at += 2;
      while (at < end) {
        const field = bytes[at] & 3, mode = bytes[at] >> 2;
        at++;
        if (mode === 1) {
          const last = at + bytes[at] + 1;
          while (at < last) found.push([base + bytes[++at], field]);
          at++;
        } else if (mode === 2) {
          for (let n = 0; n < count; n++) if (bytes[at + (n >> 3)] & (1 << (n & 7))) found.push([base + n, field]);
          at += (count + 7) >> 3;
        } else {
          for (let n = 0; n < count; n++) found.push([base + n, field]);
        }
      }
    }
    return found;
  }

  const groupOf = (segment) => manifest.segments[segment][1];
  function segmentOf(number) {
    let low = 0, high = manifest.bases.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (manifest.bases[middle] <= number) low = middle; else high = middle - 1;
    }
    return low;
  }

  /* Documents for a query, best first; `near` where none has all of it. */
  async function search(terms) {
    await open();
    const wanted = terms.flatMap((term) => term.keys.map((key) => ({ key, needed: term.needed })));
    const whole = terms.map((term) => "=" + term.run);
    const lists = await Promise.all([...wanted.map((one) => one.key), ...whole].map(postings));
    const scores = new Float64Array(manifest.count), hits = new Uint16Array(manifest.count);
    wanted.forEach(({ needed }, n) => {
      const rare = Math.log(1 + manifest.count / (lists[n].length + 1));
      lists[n].forEach(([number, field]) => {
        scores[number] += (rare + 0.1) * WEIGHT[field];
        if (needed) hits[number]++;
      });
    });
    lists.slice(wanted.length).forEach((list) => list.forEach(([number]) => { scores[number] += WHOLE; }));
    const all = wanted.filter((one) => one.needed).length;
    let found = numbersWith(hits, all);
    const most = hits.reduce((one, other) => Math.max(one, other), 0);
    const near = !found.length && most * 3 >= all;
    if (near) found = numbersWith(hits, most);
    found.sort((one, other) => scores[other] - scores[one] || one - other);
    return { numbers: found, near };
  }

  function numbersWith(hits, least) {
    const found = [];
    hits.forEach((count, number) => { if (count >= least && least) found.push(number); });
    return found;
  }

  /* The first few: no group fills the page while another has something to show. */
  function choose(numbers, count) {
    const cap = PER_GROUP * Math.ceil(count / STEP), taken = new Map(), first = [], rest = [];
    numbers.forEach((number) => {
      const group = groupOf(segmentOf(number)), had = taken.get(group) || 0;
      if (first.length < count && had < cap) {
        taken.set(group, had + 1);
        first.push(number);
      } else if (rest.length < count) rest.push(number);
    });
    return first.concat(rest.slice(0, count - first.length));
  }

  async function load(number) {
    const segment = segmentOf(number), per = manifest.segments[segment][2];
    const own = number - manifest.bases[segment];
    const path = "d/" + segment + "-" + Math.floor(own / per) + ".json";
    const texts = await once(path, () => get(path, "json"));
    const [uri, title, subtitle, text, picture] = texts[own % per];
    return { uri, title, subtitle, text, picture, group: groupOf(segment) };
  }

  /* ---- Marking what was found ---- */
  /* The text as it is compared, and where each of its characters came from. */
  function folded(text) {
    let plain = "";
    const from = [];
    for (let at = 0; at < text.length; at++) {
      const small = normalise(text[at]);
      const one = small.length === 1 ? small : text[at];
      if (/\s/.test(one) || one.match(QUOTES)) continue;
      plain += one;
      from.push(at);
    }
    return { plain, from };
  }

  function ranges(text, terms) {
    const { plain, from } = folded(text);
    const found = [];
    terms.forEach((term) => {
      const whole = plain.includes(term.run);
      (whole ? [term.run] : term.keys).forEach((part) => {
        for (let at = plain.indexOf(part); at >= 0; at = plain.indexOf(part, at + part.length)) {
          found.push([from[at], from[at + part.length - 1] + 1, whole ? part.length : 0]);
        }
      });
    });
    return found.sort((one, other) => one[0] - other[0]);
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

  /* About two lines of a text round the longest thing found in it. */
  function excerpt(text, terms) {
    const best = ranges(text, terms).reduce((one, other) => (!one || other[2] > one[2] ? other : one), null);
    let start = best ? Math.max(0, best[0] - 24) : 0;
    const line = text.lastIndexOf("\n", best ? best[0] : 0) + 1;
    if (line > start || start - line < 8) start = line;
    const part = text.slice(start, start + 90);
    return (start ? "…" : "") + part.replace(/\n/g, "　") + (start + 90 < text.length ? "…" : "");
  }

  /* ---- What the reader sees ---- */
  function make(tag, properties, ...children) {
    const element = document.createElement(tag);
    Object.entries(properties || {}).forEach(([name, value]) => {
      if (name in element) element[name] = value; else element.setAttribute(name, value);
    });
    element.append(...children);
    return element;
  }

  let box, input, list, status, more, turn = 0, active = -1, shown = [];

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
      make("div", { className: "ck-search__scroll" }, list, more));
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
    list.addEventListener("click", (event) => { if (event.target.closest("a")) box.close(); });
  }

  function show() {
    if (!box) build();
    if (box.open) return;
    box.showModal();
    choosing(-1);
    input.focus();
    input.select();
    if (location.protocol === "file:") say("从文件夹里直接打开的网页不能搜索，请用网址打开网站。");
    else open().catch(() => failed());
  }

  const say = (text) => { status.textContent = text; };
  const failed = () => say("搜索数据没有取到。检查网络，再输入一次。");

  async function find(count) {
    const mine = ++turn;
    const terms = termsOf(input.value);
    if (!terms.length) return paint([], terms, 0, false);
    try {
      const { numbers, near } = await search(terms);
      const documents = await Promise.all(choose(numbers, count).map(load));
      if (mine === turn) paint(documents, terms, numbers.length, near);
    } catch (error) {
      if (mine === turn) failed();
    }
  }

  function paint(documents, terms, total, near) {
    const kept = shown.length && documents.length > shown.length ? shown.length : 0;
    const groups = new Map();
    documents.forEach((one) => groups.set(one.group, [...(groups.get(one.group) || []), one]));
    list.textContent = "";
    shown = [];
    groups.forEach((members, group) => list.appendChild(section(group, members, terms)));
    input.setAttribute("aria-expanded", String(shown.length > 0));
    more.hidden = shown.length >= total;
    choosing(-1);
    if (kept) { input.focus(); choosing(kept); }
    const query = input.value.trim();
    if (!terms.length) say("");
    else if (!total) say("没有找到“" + query + "”。换一个词，或少写几个字。");
    else if (near) say("没有完全符合“" + query + "”的，下面 " + shown.length + " 个比较接近。");
    else say("找到 " + total.toLocaleString("zh-CN") + " 个结果" + (shown.length < total ? "，显示前 " + shown.length + " 个" : ""));
  }

  function section(group, members, terms) {
    const [title, icon] = manifest.groups[group];
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
    if (event.isComposing) return;
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
