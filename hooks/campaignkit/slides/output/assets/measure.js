// Measures every slide as it would be shown: overflow, smallest type, lowest contrast. The result
// is left in the page as JSON, where `campaignkit slides check` reads it. Runs instead of Reveal.
(function () {
  "use strict";

  const SMALL_PRINT = ".foot, .credit, .code, .facts dt, .visually-hidden, .sample, .portrait";

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

  function measure(section) {
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
    };
  }

  window.addEventListener("load", () => {
    const answers = document.querySelectorAll("section .answer");
    answers.forEach((answer) => answer.closest("section").classList.add("answered"));
    window.fitSlides();
    document.documentElement.classList.add("measuring");
    const report = [...document.querySelectorAll(".slides > section")].map(measure);
    const place = document.createElement("script");
    place.type = "application/json";
    place.id = "measured";
    place.textContent = JSON.stringify(report).replaceAll("<", "\\u003c");
    document.body.append(place);
  });
})();
