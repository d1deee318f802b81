/* Search, 2 of 3: turns a query into keys of the index, orders the documents that have them, and
   finds the places in a text to mark. Touches neither the page nor the network by itself. */
(function () {
  "use strict";
  const search = window.ckSearch;
  if (!search) return;

  const STEP = 10;      // results shown at once
  const PER_GROUP = 5;  // of these, most from one group while others have some
  const WEIGHT = [8, 3, 1];  // title, words, text
  const WHOLE = 30;     // for a title, or part of one, that is the query itself

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

  /* Documents for a query, best first; `near` where none has all of it. */
  async function find(terms) {
    const manifest = await search.open();
    const wanted = terms.flatMap((term) => term.keys.map((key) => ({ key, needed: term.needed })));
    const whole = terms.map((term) => "=" + term.run);
    const lists = await Promise.all([...wanted.map((one) => one.key), ...whole].map(search.postings));
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
      const group = search.groupOf(search.segmentOf(number)), had = taken.get(group) || 0;
      if (first.length < count && had < cap) {
        taken.set(group, had + 1);
        first.push(number);
      } else if (rest.length < count) rest.push(number);
    });
    return first.concat(rest.slice(0, count - first.length));
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

  /* About two lines of a text round the longest thing found in it. */
  function excerpt(text, terms) {
    const best = ranges(text, terms).reduce((one, other) => (!one || other[2] > one[2] ? other : one), null);
    let start = best ? Math.max(0, best[0] - 24) : 0;
    const line = text.lastIndexOf("\n", best ? best[0] : 0) + 1;
    if (line > start || start - line < 8) start = line;
    const part = text.slice(start, start + 90);
    return (start ? "…" : "") + part.replace(/\n/g, "　") + (start + 90 < text.length ? "…" : "");
  }

  Object.assign(search, { STEP, termsOf, find, choose, ranges, excerpt });
})();
