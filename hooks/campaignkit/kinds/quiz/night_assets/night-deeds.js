/* What is done in the course of the night. Each deed changes the state, keeps it and draws it. */

let state = recall() || newState();
let lastSecond = -1;

function change(parts, focus) {
  Object.assign(state, parts);
  if (!keep(state)) {
    $("[data-kept]").textContent = "这台电脑的浏览器不让保存，刷新以后分数会丢，请另外记分。";
  }
  draw(state);
  if (focus) {
    focus();
  }
}

function focusTitle() {
  const title = $("h1", screenOf(state));
  if (title) {
    title.focus();
  }
}

/* Go to a number of the board, by default to the first that is not opened yet. */
function focusNumber(id) {
  const board = $$("[data-board]")[state.part];
  const wanted = id && $$("[data-open]", board).find((one) => one.dataset.open === id);
  const found = wanted || $("[data-open]:not(.done)", board);
  if (found) {
    found.focus();
  } else {
    focusTitle();
  }
}

function showBoard(part) {
  const clock = clockStopped(state.clock, Date.now());
  change({ screen: "board", part, answer: false, clock }, () => focusNumber(""));
}

function openQuestion(id) {
  const section = sections.get(id);
  const actions = opened(state).has(id) ? state.actions : [...state.actions, { do: "open", question: id }];
  const clock = { left: 1000 * Number(section.dataset.seconds), until: 0 };
  const part = Number(section.dataset.of);
  change({ screen: "question", question: id, part, answer: false, clock, actions }, focusTitle);
}

function showAnswer(shown) {
  if (state.screen === "question") {
    change({ answer: shown, clock: clockStopped(state.clock, Date.now()) });
    told(shown ? $(".said", screenOf(state)).textContent : "答案收起了");
  }
}

function toggleClock() {
  const now = Date.now();
  if (state.screen === "question" && clockLeft(state.clock, now) > 0) {
    lastSecond = -1;
    const clock = state.clock.until ? clockStopped(state.clock, now) : clockStarted(state.clock, now);
    change({ clock });
  }
}

function resetClock() {
  if (state.screen === "question") {
    const seconds = Number(screenOf(state).dataset.seconds);
    change({ clock: { left: 1000 * seconds, until: 0 } });
  }
}

function tick() {
  if (state.screen !== "question" || !state.clock.until) {
    return;
  }
  const left = clockLeft(state.clock, Date.now());
  const second = Math.ceil(left / 1000);
  if (second !== lastSecond) {
    lastSecond = second;
    ring(second);
  }
  if (left === 0) {
    change({ clock: { left: 0, until: 0 } });
  } else {
    drawClock(state);
  }
}

function ring(second) {
  if (second <= WARNING_SECONDS) {
    told(second ? `${second}` : "时间到");
    if (state.sound) {
      tone(second ? 880 : 440, second ? 0.15 : 1);
    }
  }
}

function score(team, right) {
  const section = state.screen === "question" ? screenOf(state) : null;
  if (!section || team >= state.teams.length || !(right || section.dataset.deducts === "true")) {
    return;
  }
  add(team, (right ? 1 : -1) * Number(section.dataset.score), state.question);
}

function add(team, by, question) {
  change({ actions: [...state.actions, { do: "score", team, by, question }] });
  told(`${state.teams[team]} ${signed(by)}，共 ${totals(state)[team]} 分`);
}

function undo() {
  const last = state.actions[state.actions.length - 1];
  if (!last) {
    return;
  }
  const actions = state.actions.slice(0, -1);
  if (last.do === "open" && state.screen === "question" && state.question === last.question) {
    change({ actions, screen: "board", answer: false }, () => focusNumber(last.question));
  } else {
    change({ actions });
  }
  const what = last.do === "open" ? "开题" : `${state.teams[last.team]} ${signed(last.by)}`;
  told(`撤销了：${what}`);
}

/* The next thing in the course of the night, for clickers that have two keys only. */
function next() {
  if (state.screen === "start") {
    begin();
  } else if (state.screen === "board") {
    const free = $("[data-board]:not([hidden]) [data-open]:not(.done)") || $("[data-open]:not(.done)");
    if (free) {
      openQuestion(free.dataset.open);
    } else {
      change({ screen: "scores" }, focusTitle);
    }
  } else if (state.screen === "scores" || state.answer) {
    showBoard(state.part);
  } else if (isClockFresh()) {
    toggleClock();
  } else {
    showAnswer(true);
  }
}

function previous() {
  if (state.screen === "question" && state.answer) {
    showAnswer(false);
  } else if (state.screen === "question" || state.screen === "scores") {
    showBoard(state.part);
  } else if (state.screen === "board") {
    change({ screen: "start" }, focusTitle);
  }
}

function isClockFresh() {
  return !state.clock.until && state.clock.left === 1000 * Number(screenOf(state).dataset.seconds);
}

function begin() {
  const names = $$(".seats input").map((input) => input.value.trim());
  const teams = state.teams.length
    ? state.teams.map((name, seat) => names[seat] || name)
    : names.filter(Boolean);
  const fault = $(".fault");
  fault.hidden = teams.length > 1;
  fault.textContent = teams.length > 1 ? "" : "至少写两个队的队名";
  if (teams.length > 1) {
    change({ teams, screen: "board" }, () => focusNumber(""));
  }
}

/* Scores are gone for good with this, so it takes two clicks. */
function restart(button) {
  if (button.dataset.sure) {
    delete button.dataset.sure;
    button.textContent = "重新开始";
    change({ ...newState(), sound: state.sound }, focusTitle);
  } else {
    button.dataset.sure = "yes";
    button.textContent = "再点一次，清掉全部分数";
  }
}

function black() {
  const cover = $("button.black");
  cover.hidden = !cover.hidden;
  if (!cover.hidden) {
    cover.focus();
  } else {
    focusTitle();
  }
}

function full() {
  if (document.fullscreenElement) {
    document.exitFullscreen();
  } else if (document.documentElement.requestFullscreen) {
    document.documentElement.requestFullscreen().catch(() => {});
  }
}

const DEEDS = {
  board: () => showBoard(state.part),
  scores: () => change({ screen: "scores", clock: clockStopped(state.clock, Date.now()) }, focusTitle),
  clock: toggleClock,
  answer: () => showAnswer(!state.answer),
  undo,
  sound: () => change({ sound: !state.sound }),
  black,
  full,
  start: () => change({ screen: "start" }, focusTitle),
};
