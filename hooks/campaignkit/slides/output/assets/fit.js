// Sets the type of each sheet as large as its place allows. Heading and foot keep their size; what is
// marked data-fit is scaled by --fit. `data-fit="grow"` may become larger than its usual size, and
// `data-fit="large"`, for layouts with few words, much larger.
(function () {
  "use strict";

  const SMALLEST = 0.7;
  const LARGEST = { grow: 1.36, large: 2 };
  const STEP = 0.03;
  const NARROW = ".moment dt";
  const TEXT = "dt, th, td, li, p, h3";

  // Width of an element's text. scrollWidth does not tell of text that only runs into its padding,
  // where it would touch what stands beside it.
  function textWidth(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect().width;
  }

  function touches(element) {
    const style = getComputedStyle(element);
    const scale = element.getBoundingClientRect().width / element.offsetWidth || 1;
    const room = element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return textWidth(element) / scale > room + 1;
  }

  function overflows(sheet) {
    const body = sheet.querySelector("[data-fit]");
    if (!body) return false;
    const box = sheet.getBoundingClientRect();
    const room = body.getBoundingClientRect();
    return (
      body.scrollHeight > body.clientHeight + 1 ||
      body.scrollWidth > body.clientWidth + 1 ||
      sheet.scrollHeight > sheet.clientHeight + 1 ||
      sheet.scrollWidth > sheet.clientWidth + 1 ||
      room.bottom > box.bottom + 1 ||
      room.top < box.top - 1 ||
      [...body.querySelectorAll(TEXT)].some((e) => e.scrollWidth > e.clientWidth + 1) ||
      [...body.querySelectorAll(NARROW)].some(touches)
    );
  }

  // The largest scale at which nothing overflows, or the smallest there is.
  function largestFit(sheet, smallest) {
    const body = sheet.querySelector("[data-fit]");
    let scale = (body && LARGEST[body.dataset.fit]) || 1;
    sheet.style.setProperty("--fit", scale);
    while (overflows(sheet) && scale - STEP >= smallest) {
      scale = Math.round((scale - STEP) * 100) / 100;
      sheet.style.setProperty("--fit", scale);
    }
    return scale;
  }

  // Rather than set type small for a long phrase's sake, let the phrase break.
  function fit(sheet) {
    sheet.classList.remove("breaks");
    let scale = largestFit(sheet, 1);
    if (overflows(sheet)) {
      sheet.classList.add("breaks");
      scale = largestFit(sheet, SMALLEST);
    }
    sheet.dataset.fitted = scale;
    sheet.dataset.overflows = overflows(sheet);
  }

  // A question is fitted with its answer shown, so that the answer has room and nothing jumps.
  function one(sheet) {
    const section = sheet.closest("section");
    const hidden = section && section.querySelector(".answer") && !section.classList.contains("answered");
    if (hidden) section.classList.add("answered");
    fit(sheet);
    if (hidden) section.classList.remove("answered");
  }

  function all() {
    document.documentElement.classList.add("measuring");
    document.querySelectorAll(".sheet").forEach(one);
    document.documentElement.classList.remove("measuring");
  }

  window.deckFit = { one, all };
})();
