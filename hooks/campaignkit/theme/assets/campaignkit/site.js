/* What the pages do by themselves: reading size and colours, status of the day, study progress,
   printing. Every page reads without it. Nothing leaves the device. */
(function () {
  "use strict";
  const root = document.documentElement;
  const script = document.currentScript;
  if (!script || root.dataset.ck) return;
  root.dataset.ck = "on";
  root.classList.remove("no-js");
  root.classList.add("js");

  // Chat apps may forbid storage: reading it then throws, or it is null. Sites may share an origin.
  const scope = "ck:" + new URL("../../", script.src).pathname + ":";
  const store = {
    get(key) {
      try { return localStorage.getItem(scope + key); } catch (error) { return null; }
    },
    set(key, value) {
      try { localStorage.setItem(scope + key, value); return true; } catch (error) { return false; }
    },
  };
  const all = (selector, from) => Array.from((from || document).querySelectorAll(selector));

  /* Reading size and colours: before the first paint. */
  const CHOICES = { size: ["standard", "large", "larger"], scheme: ["auto", "light", "dark"] };
  const chosen = (name) => {
    const value = store.get(name);
    return CHOICES[name].includes(value) ? value : CHOICES[name][0];
  };
  const night = window.matchMedia("(prefers-color-scheme: dark)");
  const now = { size: chosen("size"), scheme: chosen("scheme") };
  const paint = () => {
    root.setAttribute("data-ck-size", now.size);
    root.setAttribute("data-ck-scheme", now.scheme === "auto" ? (night.matches ? "dark" : "light") : now.scheme);
  };
  paint();
  if (night.addEventListener) night.addEventListener("change", paint);

  function display() {
    const box = document.querySelector("[data-ck-display]");
    if (!box) return;
    const say = box.querySelector("[data-ck-say]");
    box.hidden = false;
    all("input", box).forEach((input) => {
      const name = input.name.replace("ck-", "");
      input.checked = input.value === now[name];
      input.addEventListener("change", () => {
        now[name] = input.value;
        paint();
        const group = input.closest("fieldset").querySelector("legend").textContent;
        const kept = store.set(name, input.value) ? "" : "，本机不允许保存，只在这一页有效";
        say.textContent = group + "：" + input.parentNode.textContent.trim() + kept;
      });
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !box.open) return;
      box.open = false;
      box.querySelector("summary").focus();
    });
    document.addEventListener("click", (event) => {
      if (box.open && !box.contains(event.target)) box.open = false;
    });
  }

  /* Status and dates: right today, whenever the page was built. */
  const KEYS = {
    未开始: "upcoming", 进行中: "running", 已截止: "closed", 评审中: "judging", 公示中: "notice", 待公布: "decided", 已结束: "over",
  };
  const STEP_WORDS = { past: "已过", now: "正在进行", next: "接下来", future: "" };
  // Some engines read no more than three digits of a second.
  const instant = (iso) => Date.parse((iso || "").replace(/(\.\d{3})\d+/, "$1"));

  function statuses(now) {
    all("[data-ck-phases]").forEach((chip) => {
      if (chip.hasAttribute("data-ck-fixed")) return;
      let word = "未开始";
      try {
        JSON.parse(chip.getAttribute("data-ck-phases")).forEach((phase) => {
          if (now >= instant(phase[0])) word = phase[1];
        });
      } catch (error) { return; }
      if (chip.textContent !== word) chip.textContent = word;
      chip.setAttribute("data-ck-status", KEYS[word] || "over");
    });
  }

  function steps(now) {
    all("[data-ck-steps]").forEach((list) => {
      let ahead = "next";
      all("[data-ck-from]", list).forEach((step) => {
        const from = instant(step.getAttribute("data-ck-from"));
        const until = instant(step.getAttribute("data-ck-until"));
        let state = now > until ? "past" : now >= from ? "now" : ahead;
        if (state === "next") ahead = "future";
        step.setAttribute("data-ck-state", state);
        const word = step.querySelector("[data-ck-word]");
        if (word) word.textContent = STEP_WORDS[state];
      });
    });
  }

  /* Calendars: the reader's day is marked, and what is over is ahead no more. */
  function calendar(now) {
    // The day in China, whatever the zone of the device: that is where the dates are.
    const today = new Date(now + 8 * 3600e3).toISOString().slice(0, 10);
    all("td[data-ck-day]").forEach((cell) => {
      const here = cell.getAttribute("data-ck-day") === today;
      cell.toggleAttribute("data-ck-today", here);
      if (here) cell.setAttribute("aria-current", "date"); else cell.removeAttribute("aria-current");
    });
  }

  /* Groups of campaigns: each card stands where its status of the day belongs. */
  function groups() {
    all("[data-ck-groups]").forEach((board) => {
      const sections = all("[data-ck-group]", board);
      const of = (status) => sections.find((one) => one.getAttribute("data-ck-group").split(" ").includes(status));
      sections.forEach((section) => {
        all("ul > li", section).forEach((card) => {
          const chip = card.querySelector("[data-ck-status]");
          const home = chip && of(chip.getAttribute("data-ck-status"));
          if (!home || home === section) return;
          const list = home.querySelector("ul");
          list.insertBefore(card, list.firstChild);
        });
      });
      sections.forEach((section) => {
        const none = section.querySelector("[data-ck-none]");
        const empty = !section.querySelector("ul > li");
        section.hidden = empty && !none;
        if (none) none.hidden = !empty;
      });
    });
  }

  /* What is to be seen in its time only: news from its day on, ways to take part until the deadline. */
  function times(now) {
    all("[data-ck-since], [data-ck-until]:not([data-ck-from])").forEach((part) => {
      const since = part.getAttribute("data-ck-since"), until = part.getAttribute("data-ck-until");
      part.hidden = (since && now < instant(since)) || (until && now > instant(until)) || false;
    });
  }

  // A site may stand still on a day (`today` in its settings); then so does its clock.
  const still = document.querySelector("meta[name=ck-now]");
  const refresh = () => {
    const now = still ? instant(still.content) : Date.now();
    statuses(now);
    groups();
    steps(now);
    times(now);
    calendar(now);
  };

  /* Study progress stays on the reader's device; where it cannot stay, it is not offered. */
  const learnt = (study) => {
    try {
      const found = JSON.parse(store.get("study/" + study));
      return Array.isArray(found) ? found : [];
    } catch (error) { return []; }
  };

  function progress() {
    if (!store.set("try", "1")) return;
    all("[data-ck-progress]").forEach((box) => {
      const done = learnt(box.getAttribute("data-ck-progress"));
      const topics = all("[data-ck-topic]");
      const ticked = topics.filter((topic) => done.includes(topic.getAttribute("data-ck-topic")));
      topics.forEach((topic) => topic.classList.toggle("ck-is-done", ticked.includes(topic)));
      topics.forEach((topic) => {
        const word = topic.querySelector("[data-ck-word]");
        if (word) word.textContent = ticked.includes(topic) ? "已学完" : "";
      });
      box.querySelector("[data-ck-progress-done]").textContent = ticked.length;
      box.querySelector("progress").value = ticked.length;
      box.hidden = false;
    });
    all("[data-ck-done]").forEach((tick) => {
      const [study, topic] = tick.getAttribute("data-ck-done").split("/");
      tick.checked = learnt(study).includes(topic);
      tick.closest("[hidden]") && (tick.closest("[hidden]").hidden = false);
      tick.onchange = () => {
        const others = learnt(study).filter((id) => id !== topic);
        store.set("study/" + study, JSON.stringify(tick.checked ? [...others, topic] : others));
      };
    });
  }

  /* Printing: all answers open on paper. */
  function printing() {
    all("[data-ck-print]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => window.print());
    });
    let opened = [];
    window.addEventListener("beforeprint", () => {
      opened = all("#ck-content details:not([open])");
      opened.forEach((details) => { details.open = true; });
    });
    window.addEventListener("afterprint", () => {
      opened.forEach((details) => { details.open = false; });
    });
  }

  /* A wide table scrolls inside itself; the keyboard must reach what scrolls. */
  function tables() {
    all(".ck-scroll, .ck-article table:not(.ck-table)").forEach((box) => {
      const wide = box.scrollWidth > box.clientWidth + 1;
      if (wide) box.setAttribute("tabindex", "0");
      else box.removeAttribute("tabindex");
    });
  }

  /* A button copies the page's address; where that is not allowed, the address is shown to be copied. */
  function copying() {
    const canonical = document.querySelector("link[rel=canonical]");
    all("[data-ck-copy]").forEach((button) => {
      const address = canonical ? canonical.href : location.href.replace(/[?#].*$/, "");
      const word = button.textContent;
      const tell = (text) => {
        button.textContent = text;
        setTimeout(() => { button.textContent = word; }, 4000);
      };
      const show = () => {
        const field = document.createElement("input");
        field.readOnly = true;
        field.value = address;
        field.className = "ck-copy";
        field.setAttribute("aria-label", "本页的网址");
        button.replaceWith(field);
        field.focus();
        field.select();
        try { document.execCommand("copy"); } catch (error) { /* the reader copies it by hand */ }
      };
      button.hidden = false;
      button.setAttribute("aria-live", "polite");
      button.addEventListener("click", () => {
        if (!navigator.clipboard) { show(); return; }
        navigator.clipboard.writeText(address).then(() => tell("已复制"), show);
      });
    });
  }

  /* The browsers inside chat apps download nothing: they must be left first. */
  function inside() {
    if (!/MicroMessenger|QQ\/|DingTalk/.test(navigator.userAgent)) return;
    const first = document.querySelector("#ck-content a[download], #ck-content a[href$='.ics']");
    if (!first) return;
    const hint = document.createElement("p");
    hint.className = "ck-inside";
    hint.setAttribute("role", "note");
    hint.textContent = "在聊天软件里打不开下载的文件：点右上角的“···”，选“在浏览器打开”，再点下载。";
    const block = first.closest("ul, ol, p, dl, figure") || first;
    block.parentNode.insertBefore(hint, block);
  }

  /* The page that was not found: the five pages whose addresses are most like what was asked for. */
  function lost() {
    const list = document.querySelector("[data-ck-near]");
    const form = document.querySelector("[data-ck-lost-search]");
    if (form) form.hidden = false;
    if (!list) return;
    const pairs = (text) => {
      const found = new Set();
      for (let at = 0; at < text.length - 1; at += 1) found.add(text.slice(at, at + 2));
      return found;
    };
    let path = location.pathname;
    try { path = decodeURIComponent(path); } catch (error) { /* as it is */ }
    const home = new URL(list.getAttribute("data-ck-near"), location.href).pathname;
    const asked = pairs(path.toLowerCase().replace(home, "").replace(/^campaigns\//, ""));
    const like = (item) => {
      const parts = item.querySelector("a").pathname.split("/").filter(Boolean);
      const own = pairs(parts[parts.length - 1].toLowerCase());
      let common = 0;
      own.forEach((pair) => { if (asked.has(pair)) common += 1; });
      return common / (own.size || 1);
    };
    const items = Array.from(list.children).map((item, at) => ({ item, at, score: like(item) }));
    items.sort((one, other) => other.score - one.score || one.at - other.at);
    items.forEach(({ item, score }, at) => {
      item.hidden = at >= 5 || (at > 0 && items[0].score > 0.3 && score < items[0].score / 2);
      list.appendChild(item);
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    copying();
    inside();
    lost();
    display();
    refresh();
    progress();
    printing();
    tables();
  });
  window.addEventListener("resize", tables);
  // Back from another page or app: the clock went on, a topic may be ticked.
  window.addEventListener("pageshow", (event) => { if (event.persisted) { refresh(); progress(); } });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
})();
