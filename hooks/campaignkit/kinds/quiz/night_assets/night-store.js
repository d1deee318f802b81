"use strict";
/* What is kept of the night: teams, what was done (numbers opened, scores given), the screen, the
   clock. In localStorage; where a browser forbids it, in sessionStorage; where it forbids that too,
   in the history's entry, which also survives a reload. */

const KEY = `campaignkit:night/${document.body.dataset.key}`;

function usableStorage() {
  for (const name of ["localStorage", "sessionStorage"]) {
    try {
      const found = window[name];
      found.setItem(`${KEY}?`, "1");
      found.removeItem(`${KEY}?`);
      return found;
    } catch (error) {
      continue;
    }
  }
  return null;
}

const storage = usableStorage();

/* Give back what was kept, or null. */
function recall() {
  try {
    const text = storage ? storage.getItem(KEY) : (history.state || {})[KEY];
    const kept = JSON.parse(text || "null");
    return kept && Array.isArray(kept.teams) && Array.isArray(kept.actions) ? kept : null;
  } catch (error) {
    return null;
  }
}

/* Keep the state; false where it cannot be kept anywhere. */
function keep(state) {
  const text = JSON.stringify(state);
  try {
    if (storage) {
      storage.setItem(KEY, text);
    } else {
      history.replaceState({ [KEY]: text }, "");
    }
    return true;
  } catch (error) {
    return false;
  }
}

function newState() {
  return {
    teams: [],
    actions: [],
    screen: "start",
    part: 0,
    question: "",
    answer: false,
    clock: { left: 0, until: 0 },
    sound: true,
  };
}

/* The scores by team, from what was done. Binary fractions are rounded away. */
function totals(state) {
  const sums = state.teams.map(() => 0);
  for (const action of state.actions) {
    if (action.do === "score" && action.team in sums) {
      sums[action.team] = Math.round((sums[action.team] + action.by) * 1000) / 1000;
    }
  }
  return sums;
}

/* The numbers that were opened, by the ids of their questions. */
function opened(state) {
  return new Set(state.actions.filter((a) => a.do === "open").map((a) => a.question));
}

/* How a score that is added is written. */
function signed(by) {
  return by < 0 ? `－${-by}` : `＋${by}`;
}
