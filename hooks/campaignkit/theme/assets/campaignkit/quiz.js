/* The self-test: a paper drawn from the page's questions by its plan and the seed in the address,
   answered one question at a time. Everything stays on the device. Without this script the page
   leads to the question book. */
(function () {
  "use strict";
  const box = document.querySelector("[data-ck-quiz]");
  const source = document.querySelector("[data-ck-quiz-data]");
  if (!box || !source) return;
  const data = JSON.parse(source.textContent);
  const script = document.currentScript;
  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const byId = new Map(data.questions.map((question) => [question.id, question]));

  /* ---- drawing ---- */

  // A place by lot for a name: FNV-1a and a final mix, the same for the same seed on every device.
  function rank(seed, name) {
    let hash = 0x811c9dc5;
    for (const char of seed + "\0" + name) {
      hash = Math.imul(hash ^ char.codePointAt(0), 0x01000193);
    }
    hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
    hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
    return (hash ^ (hash >>> 16)) >>> 0;
  }
  const mixed = (items, seed, name) =>
    items
      .map((item) => [rank(seed, name(item)), String(name(item)), item])
      .sort((one, other) => one[0] - other[0] || (one[1] < other[1] ? -1 : 1))
      .map((pair) => pair[2]);

  const CONDITIONS = ["topic", "type", "difficulty"];
  const said = (pick) => CONDITIONS.filter((key) => pick[key] !== null).length;
  const matches = (pick, question) =>
    CONDITIONS.every((key) => pick[key] === null || pick[key] === question[key]);

  // As `draw.py` does: items of the plan that say more are drawn first, no question twice.
  function draw(paper, seed) {
    const bank = mixed(data.questions, seed, (question) => question.id);
    const used = new Set();
    const drawn = paper.pick.map(() => []);
    const order = paper.pick.map((_, at) => at);
    order.sort((one, other) => said(paper.pick[other]) - said(paper.pick[one]) || one - other);
    for (const at of order) {
      const pick = paper.pick[at];
      for (const question of bank) {
        if (drawn[at].length === pick.count) break;
        if (used.has(question.id) || !matches(pick, question)) continue;
        used.add(question.id);
        drawn[at].push({ question, score: pick.score });
      }
    }
    return drawn.flat();
  }
  const optionOrder = (question, seed) => {
    const numbers = question.options.map((_, at) => at + 1);
    return question.fixed ? numbers : mixed(numbers, seed + "/" + question.id, String);
  };

  /* ---- answers ---- */

  const bare = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s\p{P}\p{S}]/gu, "");
  // Texts that are signs alone are compared as they are.
  const plain = (text) => bare(text) || text.normalize("NFKC").trim();
  function isRight(question, answer) {
    if (question.type === "blank") {
      const given = plain(answer || "");
      return given !== "" && question.accepted.some((text) => plain(text) === given);
    }
    const given = [...(answer || [])].sort((one, other) => one - other);
    return given.join() === question.right.join();
  }
  const isGiven = (answer) => (typeof answer === "string" ? answer.trim() !== "" : (answer || []).length > 0);
  function inWords(question, answer) {
    if (!isGiven(answer)) return "没有答";
    if (question.type === "blank") return answer;
    return answer.map((number) => question.options[number - 1]).join("；");
  }

  /* ---- what is kept ---- */

  // Chat apps may forbid storage: reading it then throws, or it is null. Sites may share an origin.
  const key = "ck:" + new URL("../../", script.src).pathname + ":quiz/" + data.id;
  const store = {
    works() {
      try {
        localStorage.setItem(key + "?", "1");
        localStorage.removeItem(key + "?");
        return true;
      } catch (error) { return false; }
    },
    read() {
      try { return JSON.parse(localStorage.getItem(key)); } catch (error) { return null; }
    },
    write(state) {
      try { localStorage.setItem(key, JSON.stringify(state)); } catch (error) { /* goes on without */ }
    },
    clear() {
      try { localStorage.removeItem(key); } catch (error) { /* nothing was kept */ }
    },
  };
  // A test goes on only where its questions are those that it began with.
  function restore() {
    const kept = store.read();
    if (!kept || typeof kept !== "object" || !Array.isArray(kept.items)) return null;
    const paper = data.papers.find((one) => one.id === kept.paper);
    const whole = kept.items.every((item) => Array.isArray(item) && byId.has(item[0]) && typeof item[1] === "number");
    const fits = typeof kept.seed === "string" && kept.answers && typeof kept.answers === "object";
    if (!paper || !whole || !fits || !kept.items.length) return null;
    const answers = {};
    for (const [id] of kept.items) {
      const answer = kept.answers[id];
      const blank = byId.get(id).type === "blank";
      if (blank ? typeof answer === "string" : Array.isArray(answer)) answers[id] = answer;
    }
    const at = kept.items[kept.at] ? kept.at : 0;
    return { ...kept, answers, at, until: Number(kept.until) || null };
  }

  /* ---- building the page ---- */

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === "html") element.innerHTML = value; // made and cleaned by our own build
      else if (name === "on") Object.entries(value).forEach((pair) => element.addEventListener(...pair));
      else if (typeof value === "boolean") element.toggleAttribute(name, value);
      else element.setAttribute(name, value);
    }
    element.append(...children.flat().filter((child) => child !== null));
    return element;
  }
  const button = (words, act, main) =>
    make("button", { type: "button", class: "ck-button" + (main ? " ck-button--main" : ""), on: { click: act } }, words);
  const heading = (words) => make("h2", { tabindex: "-1", class: "ck-quiz__heading" }, words);

  const live = make("p", { class: "ck-sr", role: "status" });
  const stage = make("div", {});
  box.replaceChildren(live, stage);
  const announce = (words) => { live.textContent = words; };
  // The heading takes the focus, so that a screen reader begins there and Tab goes on from there.
  function show(focus, ...parts) {
    stage.replaceChildren(...parts.filter((part) => part !== null));
    if (!focus) return;
    const first = stage.querySelector("h2");
    first.focus({ preventScroll: true });
    first.scrollIntoView({ block: "nearest" });
  }

  /* ---- the address ---- */

  const asked = new URLSearchParams(location.search);
  const cleanSeed = (text) => (text || "").toLowerCase().replace(/[^a-z0-9]/g, "").slice(0, 12);
  const newSeed = () => Math.random().toString(36).slice(2, 8) || "1";
  function setAddress(paper, seed) {
    const query = new URLSearchParams({ paper, seed });
    try { history.replaceState(null, "", "?" + query + location.hash); } catch (error) { /* a file */ }
  }

  /* ---- state ---- */

  let state = null; // {paper, seed, items: [[id, score]], answers: {id: …}, at, until, done}
  let clock = 0;
  const paperOf = (id) => data.papers.find((paper) => paper.id === id);
  const save = () => store.write(state);
  const number = (value) => String(Math.round(value * 100) / 100);

  function begin(paper, seed, items, timed) {
    const until = timed && paper.minutes ? Date.now() + paper.minutes * 60000 : null;
    state = { paper: paper.id, seed, items, answers: {}, at: 0, until, done: false };
    setAddress(paper.id, seed);
    save();
    ask(true);
  }
  const beginPaper = (paper, seed) =>
    begin(paper, seed, draw(paper, seed).map((item) => [item.question.id, item.score]), true);

  /* ---- start ---- */

  const planned = (paper) => paper.pick.reduce((sum, pick) => sum + pick.count, 0);
  function summary(paper) {
    const there = draw(paper, "1");
    const total = there.reduce((sum, item) => sum + item.score, 0);
    const missing = planned(paper) - there.length;
    return there.length + " 题，满分 " + number(total) + " 分" +
      (paper.minutes ? "，" + paper.minutes + " 分钟" : "") +
      (missing ? "（公开的题不够，比试卷少 " + missing + " 题）" : "");
  }

  function start(focus, seedAsked) {
    stopClock();
    const wanted = paperOf(asked.get("paper")) || data.papers[0];
    const seed = make("input", {
      id: "ck-seed", name: "seed", value: cleanSeed(seedAsked) || newSeed(), maxlength: "12",
      autocomplete: "off", autocapitalize: "off", spellcheck: "false", "aria-describedby": "ck-seed-help",
    });
    const choices = data.papers.map((paper) =>
      make("label", { class: "ck-quiz__choice" },
        make("input", { type: "radio", name: "paper", value: paper.id, checked: paper === wanted }),
        make("span", {}, paper.title, make("small", {}, summary(paper)))));
    const form = make("form", {
      on: {
        submit(event) {
          event.preventDefault();
          const paper = paperOf(new FormData(form).get("paper"));
          beginPaper(paper, cleanSeed(seed.value) || newSeed());
        },
      },
    },
      make("fieldset", { class: "ck-quiz__choices" }, make("legend", {}, "选一张卷"), choices),
      make("p", {}, make("label", { for: "ck-seed" }, "卷号"), " ", seed),
      make("p", { id: "ck-seed-help", class: "ck-quiz__help" }, "卷号相同，抽到的题就相同。字母和数字，最多 12 个。"),
      make("p", { class: "ck-actions" }, make("button", { class: "ck-button ck-button--main" }, "开始答题")));
    const unsaved = store.works() ? null : make("p", { class: "ck-quiz__help" }, "本机不允许保存：刷新或关掉这一页，就要重做。");
    show(focus, heading("开始自测"), form, unsaved);
  }

  /* ---- questions ---- */

  function ask(focus) {
    const [id, score] = state.items[state.at];
    const question = byId.get(id);
    const total = state.items.length;
    const last = state.at === total - 1;
    const title = "第 " + (state.at + 1) + " 题，共 " + total + " 题";
    const prompt = make("div", { class: "ck-quiz__prompt", id: "ck-prompt", html: question.prompt });
    const form = make("form", {
      class: "ck-quiz__question",
      on: {
        submit(event) { event.preventDefault(); last ? finish() : go(state.at + 1); },
        input() { keep(question, form); },
      },
    },
      prompt, fields(question),
      make("p", { class: "ck-actions" },
        state.at ? button("上一题", () => go(state.at - 1)) : null,
        make("button", { class: "ck-button ck-button--main" }, last ? "交卷" : "下一题"),
        last ? null : button("现在交卷", finish)));
    show(focus,
      heading(title + " · " + data.types[question.type] + " · " + number(score) + " 分"),
      state.until ? make("p", { class: "ck-quiz__clock", role: "timer", "aria-live": "off" }) : null,
      form, overview());
    startClock();
  }

  function fields(question) {
    const answer = state.answers[question.id];
    if (question.type === "blank") {
      return make("p", {}, make("label", { for: "ck-blank" }, "答案"), " ",
        make("input", { id: "ck-blank", name: "answer", value: answer || "", autocomplete: "off", "aria-describedby": "ck-prompt" }));
    }
    const many = question.type === "multiple";
    return make("fieldset", { class: "ck-quiz__choices", "aria-describedby": "ck-prompt" },
      make("legend", {}, many ? "选出所有正确的" : "选一个"),
      optionOrder(question, state.seed).map((value, place) =>
        make("label", { class: "ck-quiz__choice" },
          make("input", { type: many ? "checkbox" : "radio", name: "answer", value, checked: (answer || []).includes(value) }),
          make("span", {}, question.type === "judge" ? "" : LETTERS[place] + ". ", question.options[value - 1]))));
  }

  function keep(question, form) {
    const entered = new FormData(form).getAll("answer");
    state.answers[question.id] = question.type === "blank" ? entered[0] : entered.map(Number);
    save();
    const given = isGiven(state.answers[question.id]);
    const jump = stage.querySelector("[aria-current]");
    jump.toggleAttribute("data-ck-given", given);
    jump.setAttribute("aria-label", jumpLabel(state.at, given));
  }

  function go(at) {
    state.at = at;
    save();
    ask(true);
  }

  const jumpLabel = (at, given) => "第 " + (at + 1) + " 题" + (given ? "，已答" : "");
  function overview() {
    const jumps = state.items.map(([id], at) => {
      const given = isGiven(state.answers[id]);
      const jump = make("button", {
        type: "button", class: "ck-quiz__jump", "data-ck-given": given,
        "aria-label": jumpLabel(at, given), on: { click: () => go(at) },
      }, String(at + 1));
      if (at === state.at) jump.setAttribute("aria-current", "step");
      return make("li", {}, jump);
    });
    return make("nav", { class: "ck-quiz__overview", "aria-label": "全部题目" }, make("ol", {}, jumps));
  }

  /* ---- time ---- */

  function stopClock() { clearInterval(clock); clock = 0; }
  function startClock() {
    stopClock();
    if (!state.until) return;
    const warned = new Set();
    const tick = () => {
      const left = Math.max(0, Math.ceil((state.until - Date.now()) / 1000));
      const face = stage.querySelector(".ck-quiz__clock");
      if (face) face.textContent = "还剩 " + Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
      for (const minutes of [5, 1]) {
        if (left <= minutes * 60 && left > minutes * 60 - 3 && !warned.has(minutes)) {
          warned.add(minutes);
          announce("还剩 " + minutes + " 分钟");
        }
      }
      if (!left) { finish(); announce("时间到，已经交卷"); }
    };
    clock = setInterval(tick, 1000);
    tick();
  }

  /* ---- result ---- */

  function finish() {
    state.done = true;
    save();
    result(true);
  }

  function byTopic() {
    const rows = new Map();
    for (const [id, score] of state.items) {
      const question = byId.get(id);
      const row = rows.get(question.topic) || { right: 0, count: 0, score: 0, total: 0 };
      const right = isRight(question, state.answers[id]);
      row.count += 1;
      row.total += score;
      row.right += right ? 1 : 0;
      row.score += right ? score : 0;
      rows.set(question.topic, row);
    }
    return rows;
  }

  function topicTable(rows) {
    const cell = (tag, words, scope) => make(tag, scope ? { scope } : {}, words);
    const head = ["分类", "答对", "得分"].map((word) => cell("th", word, "col"));
    const body = [...rows].map(([topic, row]) =>
      make("tr", {}, cell("th", data.topics[topic], "row"), cell("td", row.right + " / " + row.count),
        cell("td", number(row.score) + " / " + number(row.total))));
    return make("table", { class: "ck-table" }, make("caption", {}, "各类得分"),
      make("thead", {}, make("tr", {}, head)), make("tbody", {}, body));
  }

  function review(id) {
    const question = byId.get(id);
    const words = question.right.map((value) => question.options[value - 1]).join("；");
    return make("li", { class: "ck-book__item" },
      make("div", { html: question.prompt }),
      make("p", {}, "你的答案：", inWords(question, state.answers[id])),
      make("p", {}, make("strong", {}, "正确答案：", question.type === "blank" ? question.answer : words)),
      make("div", { class: "ck-prose", html: question.explanation }),
      question.source ? make("p", { class: "ck-question__source" }, "出处：", make("span", { html: question.source })) : null,
      make("p", {}, make("a", { href: question.url }, "单独打开这道题")));
  }

  function result(focus) {
    stopClock();
    const paper = paperOf(state.paper);
    const rows = byTopic();
    const sum = (key) => [...rows.values()].reduce((total, row) => total + row[key], 0);
    const wrong = state.items.filter(([id]) => !isRight(byId.get(id), state.answers[id]));
    const whole = state.items.length === planned(paper); // else the pass mark means nothing
    const passed = paper.pass === null || !whole ? "" : sum("score") >= paper.pass ? "，及格" : "，没有及格";
    const line = "得 " + number(sum("score")) + " 分，满分 " + number(sum("total")) + " 分" + passed + "。答对 " + sum("right") + " 题，答错或没答 " + wrong.length + " 题。";
    show(focus, heading("成绩"), make("p", { class: "ck-quiz__score" }, line), topicTable(rows),
      make("p", { class: "ck-actions" },
        wrong.length ? button("只做错题", () => begin(paper, state.seed, wrong, false), true) : null,
        button("换一张卷", () => beginPaper(paper, newSeed()), !wrong.length),
        button("回到开头", () => { store.clear(); state = null; start(true); })),
      wrong.length ? make("h3", {}, "错题") : null,
      wrong.length ? make("ol", { class: "ck-book" }, wrong.map(([id]) => review(id))) : null);
  }

  /* An address that names another paper than the one begun starts anew. */
  state = restore();
  const handed = asked.get("seed") && state && (asked.get("paper") !== state.paper || cleanSeed(asked.get("seed")) !== state.seed);
  if (!state || handed || (asked.get("paper") && asked.get("paper") !== state.paper)) {
    state = null;
    start(false, asked.get("seed"));
  } else if (state.done) {
    result(false);
  } else {
    setAddress(state.paper, state.seed);
    ask(false);
    announce("接着上次的自测");
  }
})();
