/* The page as the state says: screens, boards, clock, scores. Nothing here changes the state. */

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => Array.from(root.querySelectorAll(selector));

const sections = new Map($$("[data-question]").map((one) => [one.dataset.question, one]));
const LARGEST = 1.25;
const SMALLEST = 0.64;
/* Numbers in a row of a board: as few as there are, so that they grow; more where there are many. */
const FEWEST = 6;
const USUAL = 10;
const MOST = 12;
const HIGHEST = 10;
const LOWEST = 4;

function told(text) {
  $("[data-told]").textContent = text;
}

function screenOf(state) {
  return state.screen === "question" ? sections.get(state.question) : $(`[data-screen="${state.screen}"]`);
}

function draw(state) {
  const now = screenOf(state);
  for (const screen of $$("[data-screen]")) {
    screen.hidden = screen !== now;
  }
  $("footer").hidden = state.screen === "start";
  drawStart(state);
  drawTools(state);
  drawBoard(state);
  drawTeams(state);
  if (state.screen === "board") {
    fitBoard($("[data-board]:not([hidden])"));
  }
  if (state.screen === "scores") {
    drawScores(state);
  }
  if (state.screen === "question") {
    drawAnswer(state, now);
    fit(now);
  }
  drawClock(state);
}

function drawStart(state) {
  const running = state.teams.length > 0;
  $("[data-begin]").textContent = running ? "继续比赛" : "开始比赛";
  $('[data-do="restart"]').hidden = !running;
  $$(".seats input").forEach((input, seat) => {
    input.disabled = running && seat >= state.teams.length;
    if (running && document.activeElement !== input) {
      input.value = state.teams[seat] || "";
    }
  });
}

function drawTools(state) {
  for (const button of $$("[data-at]")) {
    button.hidden = button.dataset.at !== state.screen;
  }
  $('[data-do="board"]').hidden = state.screen === "board";
  $('[data-do="scores"]').hidden = state.screen === "scores";
  $('[data-do="undo"]').disabled = state.actions.length === 0;
  $('[data-do="sound"]').setAttribute("aria-pressed", String(state.sound));
  $('[data-do="sound"]').textContent = state.sound ? "声音：开" : "声音：关";
}

function drawBoard(state) {
  const used = opened(state);
  for (const button of $$("[data-open]")) {
    const done = used.has(button.dataset.open);
    button.classList.toggle("done", done);
    const label = button.getAttribute("aria-label").replace("，已开", "");
    button.setAttribute("aria-label", label + (done ? "，已开" : ""));
  }
  $$("[data-board]").forEach((board, part) => {
    const here = part === state.part;
    board.hidden = !here;
    const left = $$("[data-open]:not(.done)", board).length;
    const tab = $(`[data-part="${part}"]`);
    $("[data-left]", tab).textContent = `余 ${left}`;
    tab.setAttribute("aria-pressed", String(here));
    if (here) {
      $("#board-title").textContent = board.dataset.title;
    }
  });
}

/* Set the numbers of a board as high as its place allows; `HIGHEST` and `LOWEST` are in --u. */
function fitBoard(board) {
  board.style.setProperty("--columns", String(columnsOf(board)));
  let tile = HIGHEST;
  do {
    board.style.setProperty("--tile", tile.toFixed(1));
    tile -= 0.4;
  } while (board.scrollHeight > board.clientHeight + 1 && tile >= LOWEST);
}

function columnsOf(board) {
  const rows = $$("ol", board).map((row) => row.children.length);
  const all = rows.reduce((sum, one) => sum + one, 0);
  return Math.min(all > 4 * USUAL ? MOST : USUAL, Math.max(FEWEST, ...rows));
}

function drawTeams(state) {
  $(".teams").hidden = state.screen === "scores";
  const sums = totals(state);
  const section = state.screen === "question" ? screenOf(state) : null;
  const given = state.actions.filter((a) => a.do === "score" && a.question === state.question);
  $$("[data-seat]").forEach((seat, team) => {
    seat.hidden = team >= state.teams.length;
    if (seat.hidden) {
      return;
    }
    $(".name span", seat).textContent = state.teams[team];
    $(".total", seat).textContent = String(sums[team]).replace("-", "−");
    $(".marks", seat).hidden = !section;
    if (section) {
      const [right, wrong] = $$("button", seat);
      const score = section.dataset.score;
      right.textContent = `＋${score}`;
      wrong.textContent = `－${score}`;
      right.setAttribute("aria-label", `${state.teams[team]} ＋${score}`);
      wrong.setAttribute("aria-label", `${state.teams[team]} －${score}`);
      wrong.hidden = section.dataset.deducts !== "true";
      const mine = given.filter((a) => a.team === team).reduce((sum, a) => sum + a.by, 0);
      seat.classList.toggle("gained", mine > 0);
      seat.classList.toggle("lost", mine < 0);
    } else {
      seat.classList.remove("gained", "lost");
    }
  });
}

function drawScores(state) {
  const sums = totals(state);
  const order = state.teams.map((name, team) => team).sort((a, b) => sums[b] - sums[a] || a - b);
  const rows = order.map((team) => {
    const row = document.createElement("tr");
    const rank = 1 + sums.filter((sum) => sum > sums[team]).length;
    const input = document.createElement("input");
    Object.assign(input, { type: "number", step: "any", value: String(sums[team]) });
    input.dataset.team = String(team);
    input.setAttribute("aria-label", `${state.teams[team]}的得分`);
    const name = document.createElement("th");
    name.scope = "row";
    name.textContent = state.teams[team];
    for (const content of [String(rank), name, input]) {
      const cell = content === name ? name : document.createElement("td");
      if (cell !== content) {
        cell.append(content);
      }
      row.append(cell);
    }
    return row;
  });
  $(".scores tbody").replaceChildren(...rows);
  const ties = $(".ties");
  if (ties) {
    ties.hidden = new Set(sums).size === sums.length;
  }
}

function drawAnswer(state, section) {
  section.classList.toggle("answered", state.answer);
  for (const part of $$(".answer, .options em", section)) {
    part.hidden = !state.answer;
  }
  const button = $('[data-do="answer"]');
  button.textContent = state.answer ? "收起答案" : "看答案";
  button.setAttribute("aria-pressed", String(state.answer));
}

function drawClock(state) {
  const clock = $(".clock");
  clock.hidden = state.screen !== "question";
  const seconds = Math.ceil(clockLeft(state.clock, Date.now()) / 1000);
  $("b", clock).textContent = String(seconds);
  clock.classList.toggle("short", seconds <= WARNING_SECONDS);
  clock.classList.toggle("runs", state.clock.until > 0);
  $('[data-do="clock"]').textContent = state.clock.until ? "暂停计时" : "开始计时";
}

/* Set the type of a question as large as its place allows. */
function fit(section) {
  const frame = $(".fitted", section);
  let size = LARGEST;
  do {
    frame.style.setProperty("--fit", size.toFixed(2));
    size -= 0.05;
  } while (frame.scrollHeight > frame.clientHeight + 1 && size >= SMALLEST);
  frame.scrollTop = section.classList.contains("answered") ? frame.scrollHeight : 0;
}
