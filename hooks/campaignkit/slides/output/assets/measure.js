// Measures every slide in each state it is shown in (a question before and after its answer; items
// that appear later keep their place): overflow, texts that touch, smallest type, lowest contrast.
// The result is left in the page as JSON, where `campaignkit slides check` reads it. Runs instead of Reveal.
(function () {
  "use strict";

  // Not for reading from the last row: who made a picture, marks of sample data, single letters.
  const SMALL_PRINT = ".credit, .visually-hidden, .sample, .portrait";
  const BLOCKS = "h2, h3, h4, p, li, dt, dd, td, th, cite, .foot > span";
  const SMALLEST_GAP = 4;

  function textNodes(sheet) {
    const walker = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const shown = element.getClientRects().length > 0;
      if (node.data.trim() && shown && !element.closest(".visually-hidden, .ask")) found.push(element);
    }
    return [...new Set(found)];
  }

  function channels(colour) {
    return (colour.match(/[\d.]+/g) || []).map(Number);
  }

  function luminance([r, g, b]) {
    const linear = [r, g, b].map((c) => {
      const share = c / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  }

  // The nearest background that is painted. Words over pictures stand on panels, which have one.
  function background(element) {
    for (let at = element; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0.99) return colour;
    }
    return [255, 255, 255];
  }

  function contrast(element) {
    const ink = luminance(channels(getComputedStyle(element).color));
    const paper = luminance(background(element));
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
  }

  function textBox(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect();
  }

  // Whether two texts stand in one line and have no gap between them. A font's boxes are higher than
  // its characters, so that lines of one paragraph overlap a little: that does not count.
  function touch(one, other) {
    const lines = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    const gap = Math.max(one.left, other.left) - Math.min(one.right, other.right);
    return lines > 0.4 * Math.min(one.height, other.height) && gap < SMALLEST_GAP;
  }

  // The first two neighbours that touch, as `one/other`, or nothing.
  function touching(sheet) {
    const blocks = [...sheet.querySelectorAll(BLOCKS)]
      .filter((e) => e.textContent.trim() && e.getClientRects().length && !e.closest(".visually-hidden"))
      .map((element) => ({ element, box: textBox(element) }));
    for (const one of blocks) {
      const other = blocks.find(
        ({ element, box }) =>
          element !== one.element &&
          !element.contains(one.element) &&
          !one.element.contains(element) &&
          touch(one.box, box),
      );
      if (other) return [one, other].map(({ element }) => element.textContent.trim().slice(0, 12)).join("/");
    }
    return "";
  }

  function measureState(section) {
    const sheet = section.querySelector(".sheet");
    const elements = textNodes(sheet);
    const body = elements.filter((element) => !element.closest(SMALL_PRINT));
    const sizes = body.map((element) => parseFloat(getComputedStyle(element).fontSize));
    return {
      id: section.id,
      overflows: sheet.dataset.overflows === "true",
      fit: Number(sheet.dataset.fitted),
      smallest: Math.min(...sizes, 1000),
      contrast: Math.min(...elements.map(contrast), 21),
      touching: touching(sheet),
    };
  }

  // The worst of all states.
  function measure(section) {
    const states = section.querySelector(".answer") ? [false, true] : [false];
    const found = states.map((answered) => {
      section.classList.toggle("answered", answered);
      return measureState(section);
    });
    return found.reduce((one, other) => ({
      ...one,
      smallest: Math.min(one.smallest, other.smallest),
      contrast: Math.min(one.contrast, other.contrast),
      touching: one.touching || other.touching,
    }));
  }

  window.addEventListener("load", () => {
    window.deckFit.all();
    document.documentElement.classList.add("measuring");
    const report = [...document.querySelectorAll(".slides > section")].map(measure);
    const place = document.createElement("script");
    place.type = "application/json";
    place.id = "measured";
    place.textContent = JSON.stringify(report).replaceAll("<", "\\u003c");
    document.body.append(place);
  });
})();
