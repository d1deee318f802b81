/* Search, 2 of 3: turns a query into keys of the index, orders the documents that have them, and
   finds the places in a text to mark. Touches neither the page nor the network by itself. */
(function () {
  "use strict";
  const search = window.ckSearch;
  if (!search) return;

  const STEP = 10;      // results shown at once
  const PER_GROUP = 5;  // of these, most from one group while others have some, for a query that is a title
  const PER_OTHERS = 3; // the same for groups of many short pages, where nothing is called as the query
  const PER_FIRST = 7;  // the same for campaigns and people
  const PHRASE = 6;     // characters from which a query that stands in a title names that page
  const FIRST = ["campaign", "person"];  // icons of the groups that most readers look for
  const WEIGHT = [8, 3, 1, 4];  // title, words, text, pinyin of the title
  const WHOLE = 30;     // for a title, or part of one, that is the query itself
  const NEAR = 0.6;     // of the best: what the words found weigh, where no document has all of them
  const SPOKEN = 6;     // characters whose pinyin is one key: LONGEST in campaignkit/search/pinyin.py

  /* ---- Text to keys: the same as campaignkit/search/grams.py ---- */
  const QUOTES = /["'‘’“”«»‹›「」『』《》〈〉`´·・•‧]+/g;
  const RUN = /[\p{L}\p{N}]+/gu;
  const UNIT = /[a-z0-9]+|[\p{L}\p{N}]/gu;
  const HAN = /\p{Script=Han}/u;
  const ONE_HAN = /^\p{Script=Han}$/u;
  const LATIN = /^[a-z0-9]+$/;
  const WORD_LIMIT = 32;

  const normalise = (text) => text.normalize("NFKC").toLowerCase();

  /* Characters with spaces between them are one word: `苗 绣` is `苗绣`. */
  function joined(text) {
    const words = text.split(/\s+/);
    return words.reduce((all, word, place) => {
      const alone = place && ONE_HAN.test(word) && ONE_HAN.test(words[place - 1]);
      return all + (place && !alone ? " " : "") + word;
    }, "");
  }

  /* Terms of a query: what must be found together, with their keys. */
  function termsOf(query) {
    const runs = joined(normalise(query).replace(QUOTES, "")).match(RUN) || [];
    const terms = Array.from(new Set(runs)).map((run) => {
      const units = (run.match(UNIT) || []).map((unit) => unit.slice(0, WORD_LIMIT));
      const pairs = units.slice(1).map((unit, place) => units[place] + unit);
      return { run, units, keys: pairs.length ? Array.from(new Set(pairs)) : units };
    });
    const wide = terms.some((term) => term.units.length > 1 || !ONE_HAN.test(term.run));
    // A single character beside longer words only helps to order: texts are not indexed by it.
    terms.forEach((term) => { term.needed = !wide || !ONE_HAN.test(term.run); });
    return terms;
  }

  /* One letter more, less or other, or two that changed places. */
  function isSlip(one, other) {
    if (Math.abs(one.length - other.length) > 1) return false;
    let start = 0, end = 0;
    while (start < one.length && one[start] === other[start]) start++;
    while (end < one.length - start && end < other.length - start && one.at(-1 - end) === other.at(-1 - end)) end++;
    const left = one.slice(start, one.length - end), right = other.slice(start, other.length - end);
    return left.length + right.length <= 2 || (left.length === 2 && left[0] === right[1] && left[1] === right[0]);
  }

  /* Postings of a key; of words that begin with it, or nearly are it, where nothing has it. */
  async function lookUp({ key, needed }) {
    const list = await search.postings(key);
    if (needed && ONE_HAN.test(key)) {
      // Texts have pairs of characters, of which this one is the first.
      const { list: more } = await search.postingsOf(key, (one) => one.startsWith(key));
      return more;
    }
    if (list.length || !LATIN.test(key) || key.length < 2) return list;
    const begun = await search.postingsOf(key, (one) => LATIN.test(one) && one.startsWith(key));
    if (begun.list.length || key.length < 4 || /\d/.test(key)) return begun.list;
    return (await search.postingsOf(key, (one) => LATIN.test(one) && isSlip(one, key))).list;
  }

  /* Documents that have the terms, best first; `near` where none has all of them. */
  async function match(terms) {
    const manifest = await search.open();
    const wanted = terms.flatMap((term) => term.keys.map((key) => ({ key, needed: term.needed })));
    const [lists, whole] = await Promise.all([
      Promise.all(wanted.map(lookUp)),
      Promise.all(terms.map((term) => search.postings("=" + term.run))),
    ]);
    const scores = new Float64Array(manifest.count), weights = new Float64Array(manifest.count);
    const hits = new Uint16Array(manifest.count);
    wanted.forEach(({ needed }, n) => {
      const rare = Math.log(1 + manifest.count / (lists[n].length + 1)) + 0.1;
      lists[n].forEach(([number, field]) => {
        scores[number] += rare * WEIGHT[field];
        if (!needed) return;
        hits[number]++;
        weights[number] += rare;
      });
    });
    whole.forEach((list) => list.forEach(([number]) => { scores[number] += WHOLE; }));
    const all = wanted.filter((one) => one.needed).length;
    let found = numbersWith(hits, all);
    const most = hits.reduce((one, other) => Math.max(one, other), 0);
    const near = !found.length && most * 3 >= all;
    if (near) {
      // The rarest words count: of `焊工 2021` the pages about welders, not all of that year.
      const best = weights.reduce((one, other) => Math.max(one, other), 0);
      found = numbersWith(weights, best * NEAR);
      found.forEach((number) => { scores[number] += 100 * weights[number]; });
    }
    found.sort((one, other) => scores[other] - scores[one] || one - other);
    // The best is called just so, or a part of its title is: then the order is that of the scores.
    const inTitle = (list) => list.some(([number, field]) => number === found[0] && !field);
    const exact = !near && terms.length === 1 && (whole[0].some(([number]) => number === found[0]) ||
      (terms[0].units.length >= PHRASE && lists.every(inTitle)));
    return { terms, numbers: found, near, exact };
  }

  const isFull = (found) => found.numbers.length > 0 && !found.near;

  /* What a query finds: as it is, else in simplified characters, else by sound (`alike`). */
  async function find(query) {
    const found = await match(termsOf(query));
    if (isFull(found) || !HAN.test(query)) return found;
    const { simple, readings } = await search.characters();
    const plain = Array.from(normalise(query), (one) => simple.get(one) || one).join("");
    const terms = termsOf(plain);
    const simplified = plain === normalise(query) ? found : await match(terms);
    if (isFull(simplified)) return simplified;
    const spoken = await match(await Promise.all(terms.map((term) => bySound(term, readings))));
    if (isFull(spoken)) return { ...spoken, alike: true };
    return simplified.numbers.length ? simplified : found;
  }

  /* The term by its pinyin, where no document has it as it is written. */
  async function bySound(term, readings) {
    const sounds = term.units.map((unit) => readings.get(unit));
    if (sounds.length < 2 || !sounds.every(Boolean) || isFull(await match([{ ...term, needed: true }]))) return term;
    const keys = sounds.length <= SPOKEN ? [sounds.join("")]
      : sounds.slice(SPOKEN - 1).map((_, place) => sounds.slice(place, place + SPOKEN).join(""));
    return { ...term, keys, needed: true };
  }

  function numbersWith(values, least) {
    const found = [];
    values.forEach((value, number) => { if (value >= least && least) found.push(number); });
    return found;
  }

  /* The documents to show: the first few, and of pages about one person the person's own. */
  async function results({ numbers, exact }, count) {
    let lost = 0, documents = await Promise.all(choose(numbers, count, exact).map(search.load));
    for (let shown = oneEach(documents); ; shown = oneEach(documents)) {
      const missing = documents.length - shown.length;
      if (missing === lost || documents.length === numbers.length) return { documents: shown, lost: missing };
      lost = missing;
      documents = await Promise.all(choose(numbers, count + lost, exact).map(search.load));
    }
  }

  function oneEach(documents) {
    const pages = new Map();
    documents.forEach((one) => { if (!pages.has(one.page) || one.uri === one.page) pages.set(one.page, one); });
    return Array.from(pages.values());
  }

  /* The first few: no group fills the page while another has something to show. Campaigns and people
     stand before other pages, such as the questions of a quiz, unless the query names one of these. */
  function choose(numbers, count, exact) {
    const groupOf = (number) => search.groupOf(search.segmentOf(number));
    const place = (number) => (FIRST.indexOf(search.manifest().groups[groupOf(number)][1]) + 1 || FIRST.length + 1);
    const pages = Math.ceil(count / STEP), taken = new Map(), first = [], rest = [];
    numbers.forEach((number) => {
      const group = groupOf(number), had = taken.get(group) || 0;
      const cap = pages * (exact ? PER_GROUP : place(number) <= FIRST.length ? PER_FIRST : PER_OTHERS);
      if (first.length < count && had < cap) {
        taken.set(group, had + 1);
        first.push(number);
      } else if (rest.length < count) rest.push(number);
    });
    const chosen = first.concat(rest.slice(0, count - first.length));
    return exact ? chosen : chosen.sort((one, other) => place(one) - place(other));
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

  Object.assign(search, { STEP, termsOf, find, results, ranges, excerpt });
})();
