/* Which button, which key, which key of a clicker does what. Then the page begins. */

const KEYS = {
  PageDown: next,
  PageUp: previous,
  Escape: () => state.screen !== "start" && showBoard(state.part),
  a: DEEDS.answer,
  r: resetClock,
  u: undo,
  s: () => state.teams.length && DEEDS.scores(),
  m: DEEDS.sound,
  b: black,
  ".": black,
  f: full,
  F5: full,
  n: () => state.screen === "board" && showBoard((state.part + 1) % $$("[data-board]").length),
};

/* Arrow keys on a board: the nearest number in that direction. */
function moveOnBoard(key) {
  const from = document.activeElement;
  const at = from.getBoundingClientRect();
  const down = { ArrowUp: -1, ArrowDown: 1 }[key] || 0;
  const across = { ArrowLeft: -1, ArrowRight: 1 }[key] || 0;
  const all = $$("[data-board]:not([hidden]) [data-open]");
  if (across) {
    const other = all[all.indexOf(from) + across];
    return other && other.focus();
  }
  const far = (one) => {
    const box = one.getBoundingClientRect();
    return Math.abs(box.top - at.top) * 100 + Math.abs(box.left - at.left);
  };
  const there = all.filter((one) => (one.getBoundingClientRect().top - at.top) * down > 1);
  const best = there.sort((one, other) => far(one) - far(other))[0];
  return best && best.focus();
}

function onKey(event) {
  const target = event.target;
  const typing = target.tagName === "INPUT";
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  if (typing && !["PageDown", "PageUp", "Escape", "F5"].includes(event.key)) {
    return;
  }
  const cover = $("button.black");
  if (!cover.hidden) {
    if (event.key !== "Tab") {
      event.preventDefault();
      black();
    }
    return;
  }
  if (deed(event, target)) {
    event.preventDefault();
  }
}

/* Do what a key means; whether it means anything. */
function deed(event, target) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const digit = /^(?:Digit|Numpad)([1-8])$/.exec(event.code || "");
  if (digit) {
    if (!event.repeat) {
      score(Number(digit[1]) - 1, !event.shiftKey);
    }
    return true;
  }
  if (key === " " && target.tagName !== "BUTTON") {
    toggleClock();
    return true;
  }
  if (key.startsWith("Arrow") && target.dataset && target.dataset.open) {
    moveOnBoard(key);
    return true;
  }
  if (KEYS[key] && !event.repeat) {
    KEYS[key]();
  }
  return key in KEYS;
}

document.addEventListener("keydown", onKey);
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) {
    return;
  }
  const data = button.dataset;
  if (data.open) {
    openQuestion(data.open);
  } else if (data.part) {
    showBoard(Number(data.part));
  } else if (data.rightOf) {
    score(Number(data.rightOf), true);
  } else if (data.wrongOf) {
    score(Number(data.wrongOf), false);
  } else if (data.do === "restart") {
    restart(button);
  } else if (data.do) {
    DEEDS[data.do]();
  }
});
document.addEventListener("change", (event) => {
  const team = event.target.dataset && event.target.dataset.team;
  const wanted = event.target.valueAsNumber;
  if (team !== undefined) {
    const by = wanted - totals(state)[Number(team)];
    if (by) {
      add(Number(team), Math.round(by * 1000) / 1000, "");
    } else {
      draw(state);
    }
    $(`.scores [data-team="${team}"]`).focus();
  }
});
$(".seats").addEventListener("submit", (event) => {
  event.preventDefault();
  begin();
});
window.addEventListener("resize", () => draw(state));
setInterval(tick, 100);
if (state.screen === "question" && !sections.has(state.question)) {
  state.screen = "board";
}
change({}, focusTitle);
document.documentElement.dataset.ready = "";
