/* Filters and sorting of a list over all of its pages. The data is fetched when a filter is first
   touched; what is chosen stands in the address, so that it can be shared and the back button works. */
(function () {
  "use strict";
  const STEP = 60;

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("[data-ck-filter]");
    const list = document.querySelector("[data-ck-items]");
    if (form && list) start(form, list);
  });

  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  const byName = new Intl.Collator("zh-Hans-CN", { numeric: true });

  function start(form, list) {
    const paged = form.hasAttribute("data-ck-paged");
    const total = Number(form.dataset.ckCount);
    const site = new URL(form.dataset.ckRoot, document.baseURI);
    const data = new URL(form.dataset.ckFilter, document.baseURI);
    const pager = document.querySelector("[data-ck-pager]");
    const status = form.querySelector("[data-ck-found]");
    const more = form.querySelector("details");
    const reset = form.querySelector("[type=reset]");
    const fields = Array.from(form.elements).filter((field) => field.name);
    const facets = fields.filter((field) => !["q", "sort"].includes(field.name));
    const own = Array.from(list.children);  // this page's cards, as they came
    const next = document.createElement("button");
    next.type = "button";
    next.className = "ck-button ck-filter__next";
    next.hidden = true;
    list.after(next);
    let records = null, wanted = null, shown = STEP, turn = 0;

    /* ---- Data ---- */
    async function get(name) {
      const answer = await fetch(new URL("list/" + name, data));
      if (!answer.ok) throw new Error(name + ": " + answer.status);
      return answer.json();
    }

    function load() {
      if (!wanted) {
        wanted = Promise.all([get("facets.json"), paged ? get("cards.json") : null]).then(read);
        wanted.catch(() => { wanted = null; });  // asked again when the network is back
      }
      return wanted;
    }

    /* Each record: its words by facet, and the text that typing looks in. */
    function read([columns, cards]) {
      records = Array.from({ length: total }, (_, number) => {
        const words = {};
        Object.entries(columns).filter(([name]) => !weeks(name)).forEach(([name, column]) => {
          words[name] = [].concat(column.codes[number]).map((code) => column.words[code]);
        });
        const subtitle = cards ? cards.subtitles[number].map((part) => cards.parts[part]).join(" · ") : "";
        const told = cards ? [cards.titles[number], subtitle, (cards.excerpts || [])[number] || ""] : [own[number].textContent];
        const title = cards ? cards.titles[number] : own[number].querySelector(".ck-record__title").textContent;
        return { number, words, title, subtitle, text: plain(told.concat(...Object.values(words)).join("\n")) };
      });
      records.columns = columns;
      tellHours();
      records.cards = cards;
    }

    /* Opening hours come as weeks; what is open depends on the minute, so it is told anew. */
    const weeks = (name) => window.ckHours && form.elements[name] && form.elements[name].dataset.ckDays;

    function tellHours() {
      Object.entries(records.columns).filter(([name]) => weeks(name)).forEach(([name, column]) => {
        const told = column.words.map((week) => window.ckHours.word(week, weeks(name)));
        records.forEach((record) => {
          record.words[name] = [].concat(column.codes[record.number]).map((code) => told[code]).filter(Boolean);
        });
      });
    }

    /* ---- What is asked for ---- */
    const asked = () => fields.filter((field) => field.value.trim());

    function fits(record, field) {
      const value = field.value.trim();
      if (!value) return true;
      if (field.name === "q") return value.split(/\s+/).every((part) => record.text.includes(plain(part)));
      const words = record.words[field.name];
      // A menu's word is meant exactly; in a typed one a part will do, unless it is a whole word.
      const exact = field.localName === "select" || records.columns[field.name].words.includes(value);
      return words.some((word) => (exact ? word === value : plain(word).includes(plain(value))));
    }

    function sorted(found, name) {
      if (name === "title") return found.sort((a, b) => byName.compare(a.title, b.title) || a.number - b.number);
      if (!name || !records.columns[name]) return found;
      const order = new Map(records.columns[name].words.map((word, place) => [word, place]));
      const place = (record) => (record.words[name].length ? order.get(record.words[name][0]) : order.size);
      return found.sort((a, b) => place(a) - place(b) || a.number - b.number);
    }

    /* How many records each word of a facet would leave, with the other filters as they are. */
    function count(facet) {
      const others = fields.filter((field) => field !== facet && field.name !== "sort");
      const counts = new Map();
      records.forEach((record) => {
        if (!others.every((field) => fits(record, field))) return;
        record.words[facet.name].forEach((word) => counts.set(word, (counts.get(word) || 0) + 1));
      });
      if (facet.localName === "select") {
        Array.from(facet.options).slice(1).forEach((option) => {
          const number = counts.get(option.value) || 0;
          option.textContent = option.value + "（" + number.toLocaleString("zh-CN") + "）";
          option.disabled = !number && option.value !== facet.value;
        });
      } else {
        facet.list.textContent = "";
        counts.forEach((number, word) => facet.list.append(new Option(word + "（" + number + "）", word)));
      }
    }

    /* ---- Showing ---- */
    async function apply(history) {
      const mine = ++turn;
      if (history) remember(history);
      const active = asked();
      reset.hidden = !active.length;
      try { await load(); } catch (error) {
        if (mine === turn) status.textContent = "筛选数据加载失败，请检查网络后重试。";
        return;
      }
      if (mine !== turn) return;
      tellHours();
      facets.forEach(count);
      if (!active.length) return restore();
      const tests = fields.filter((field) => field.name !== "sort");
      const found = records.filter((record) => tests.every((field) => fits(record, field)));
      paint(sorted(found, form.elements.sort.value));
    }

    function restore() {
      list.replaceChildren(...own);
      next.hidden = true;
      if (pager) pager.hidden = false;
      status.textContent = "全部 " + total.toLocaleString("zh-CN") + " 项";
    }

    function paint(found) {
      const some = found.slice(0, shown);
      list.replaceChildren(...some.map((record) => (records.cards ? card(record) : own[record.number])));
      if (pager) pager.hidden = true;
      next.hidden = some.length === found.length;
      next.textContent = "再显示 " + Math.min(STEP, found.length - some.length) + " 项";
      const number = found.length.toLocaleString("zh-CN");
      status.textContent = !found.length ? "没有符合条件的，放宽一个条件试试"
        : "符合条件 " + number + " 项" + (next.hidden ? "" : "，显示前 " + some.length + " 项");
    }

    /* The plain card of a list; a list of one page keeps its own cards instead. */
    function card(record) {
      const { ids, pictures, excerpts } = records.cards;
      const item = element("li", "ck-record");
      const picture = pictures[record.number];
      const name = record.title.split("·").pop() || record.title;
      const figure = element(picture ? "img" : "span", picture ? "ck-thumb" : "ck-monogram", picture ? "" : Array.from(name)[0]);
      if (picture) {
        figure.src = new URL(picture[0], site).href;
        figure.alt = picture[1];
        figure.loading = "lazy";
      } else figure.setAttribute("aria-hidden", "true");
      const body = element("div", "ck-record__body");
      const title = element("h2", "ck-record__title");
      const link = element("a", "", record.title);
      link.href = new URL(ids[record.number] + "/", data).href;
      title.append(link);
      body.append(title);
      if (record.subtitle) body.append(element("p", "ck-record__text", record.subtitle));
      if (excerpts && excerpts[record.number]) body.append(element("p", "ck-record__say", excerpts[record.number]));
      const award = (record.words.award || [])[0] || (record.words.open || [])[0];
      if (award) {
        const tags = element("p", "ck-record__tags");
        tags.append(element("span", "ck-tag", award));
        body.append(tags);
      }
      item.append(figure, body);
      return item;
    }

    function element(tag, name, text) {
      const made = document.createElement(tag);
      if (name) made.className = name;
      if (text) made.textContent = text;
      return made;
    }

    /* ---- The address ---- */
    function remember(how) {
      const address = new URL(location.href);
      fields.forEach((field) => {
        const value = field.value.trim();
        if (value) address.searchParams.set(field.name, value); else address.searchParams.delete(field.name);
      });
      if (address.href === location.href) return;
      window.history[how + "State"](null, "", address);
    }

    function recall() {
      const given = new URL(location.href).searchParams;
      fields.forEach((field) => { field.value = given.get(field.name) || ""; });
      // A word that is not in the menu leaves it empty; the address then says so too.
      fields.forEach((field) => { if (field.localName === "select" && field.selectedIndex < 0) field.value = ""; });
      shown = STEP;
      if (facets.some((field) => field.value) || form.elements.sort.value) more.open = true;
      if (asked().length) apply(null);
      else if (records) apply(null);
    }

    /* ---- What the reader does ---- */
    let timer, typed = "", how = "replace";
    fields.forEach((field) => {
      const types = field.localName === "input";
      field.addEventListener(types ? "input" : "change", (event) => {
        if (event.isComposing) return;
        clearTimeout(timer);
        shown = STEP;
        // One step back for each thing typed, not for each letter.
        if (!types || typed !== field.name) how = "push";
        typed = types ? field.name : "";
        timer = setTimeout(() => { apply(how); how = "replace"; }, types ? 150 : 0);
      });
      if (types) field.addEventListener("compositionend", () => field.dispatchEvent(new Event("input")));
      field.addEventListener("focus", () => { load().then(() => field.list && count(field)).catch(() => {}); });
      field.addEventListener("blur", () => { typed = ""; });
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      fields.forEach((field) => { field.value = ""; });
      typed = "";
      apply("push");
      form.elements.q.focus();
    });
    next.addEventListener("click", () => {
      const at = list.children.length;
      shown += STEP;
      apply(null).then(() => {
        const link = list.children[at] && list.children[at].querySelector("a");
        if (link) link.focus();
      });
    });
    window.addEventListener("popstate", recall);

    form.hidden = false;
    if (window.matchMedia("(min-width: 45em)").matches) more.open = true;
    recall();
  }
})();
