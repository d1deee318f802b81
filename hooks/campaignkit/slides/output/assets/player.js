// Starts reveal.js on a deck: fits the type, shows answers, offers the buttons and the key list.
// Settings come from data attributes, so that pages need no inline script.
(function () {
  "use strict";

  const PHONE_WIDTH = 640;
  const SMALLEST_FIT = 0.7;
  const LARGEST_FIT = 1.36;
  const FIT_STEP = 0.03;
  const SIZES = [0.9, 1, 1.15, 1.3, 1.5];
  const SIZE_KEY = "slides-size";

  const root = document.querySelector(".reveal");
  const options = JSON.parse((root && root.dataset.options) || "{}");
  const isPrint = /[?&]view=print/.test(location.search);
  const isReceiver = /[?&]receiver/.test(location.search);
  const isPhone = Boolean(root) && window.innerWidth <= PHONE_WIDTH && !isPrint && !isReceiver;

  let size = readSize();

  // --- fitting -----------------------------------------------------------------------------

  // Heading and foot keep their size; the body is set as large as its place allows.
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
      [...body.querySelectorAll("dt, th, td, li, p, h3")].some((e) => e.scrollWidth > e.clientWidth + 1)
    );
  }

  // The largest scale at which nothing overflows, or the smallest there is.
  function largestFit(sheet, smallest) {
    let scale = sheet.querySelector('[data-fit="grow"]') ? LARGEST_FIT : 1;
    sheet.style.setProperty("--fit", scale);
    while (overflows(sheet) && scale - FIT_STEP >= smallest) {
      scale = Math.round((scale - FIT_STEP) * 100) / 100;
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
      scale = largestFit(sheet, SMALLEST_FIT);
    }
    sheet.dataset.fitted = scale;
    sheet.dataset.overflows = overflows(sheet);
  }

  function fitAll() {
    if (isPhone) {
      document.querySelectorAll(".sheet").forEach((sheet) => sheet.classList.add("breaks"));
      return;
    }
    document.documentElement.classList.add("measuring");
    document.querySelectorAll(".sheet").forEach(fit);
    document.documentElement.classList.remove("measuring");
  }

  // --- reading size ------------------------------------------------------------------------

  function readSize() {
    try {
      const kept = Number(localStorage.getItem(SIZE_KEY));
      return SIZES.includes(kept) ? kept : 1;
    } catch {
      return 1; // storage is off: the size lasts as long as the page
    }
  }

  function setSize(step) {
    const at = SIZES.indexOf(size) + step;
    size = SIZES[Math.max(0, Math.min(SIZES.length - 1, at))];
    try {
      localStorage.setItem(SIZE_KEY, size);
    } catch {
      /* as above */
    }
    applySize();
  }

  function applySize() {
    document.querySelectorAll(".sheet").forEach((s) => s.style.setProperty("--size", size));
    if (window.Reveal && Reveal.isReady() && !isPhone) refitVisible();
    else fitAll();
  }

  // Once Reveal has scaled the slides, those out of sight have no size: fit each when it comes.
  function refitVisible() {
    const sheet = Reveal.getCurrentSlide().querySelector(".sheet");
    if (sheet) fit(sheet);
  }

  // --- quiz --------------------------------------------------------------------------------

  function setAnswered(answer, answered) {
    answer.closest("section").classList.toggle("answered", answered);
  }

  function onFragment(event, shown) {
    event.fragments
      .filter((element) => element.classList.contains("answer"))
      .forEach((element) => setAnswered(element, shown));
  }

  function ask(button) {
    if (isPhone) setAnswered(button, true);
    else Reveal.nextFragment();
  }

  // --- buttons and keys --------------------------------------------------------------------

  const actions = {
    overview: () => Reveal.toggleOverview(),
    pause: () => Reveal.togglePause(),
    fullscreen: toggleFullscreen,
    smaller: () => setSize(-1),
    larger: () => setSize(1),
    swap: () => root.classList.toggle("swapped"),
    keys: () => document.querySelector(".keys").showModal(),
    search: () => Reveal.getPlugin("search").open(),
    speaker: () => window.openSpeakerView && window.openSpeakerView(),
  };

  function toggleFullscreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(() => {});
  }

  function bindButtons() {
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do], .ask");
      if (!button) return;
      if (button.classList.contains("ask")) ask(button);
      else actions[button.dataset.do]();
    });
    let timer = 0;
    document.addEventListener("pointermove", () => {
      document.documentElement.classList.add("pointing");
      clearTimeout(timer);
      timer = setTimeout(() => document.documentElement.classList.remove("pointing"), 2500);
    });
  }

  // A clicker's start button sends F5, which would load the page again in front of the audience.
  function bindKeys() {
    document.addEventListener("keydown", (event) => {
      if (event.key === "F5" && options.hall) {
        event.preventDefault();
        toggleFullscreen();
      }
    });
    Reveal.addKeyBinding({ keyCode: 191, key: "?", description: "keys" }, actions.keys);
    Reveal.addKeyBinding({ keyCode: 68, key: "D", description: "light or dark" }, actions.swap);
    Reveal.addKeyBinding({ keyCode: 187, key: "+", description: "larger" }, actions.larger);
    Reveal.addKeyBinding({ keyCode: 189, key: "-", description: "smaller" }, actions.smaller);
  }

  // The search box comes without a name, and in English.
  function nameSearchBox() {
    const name = (box) => {
      box.placeholder = "在幻灯片里查找";
      box.setAttribute("aria-label", box.placeholder);
    };
    new MutationObserver(() => root.querySelectorAll(".searchinput").forEach(name)).observe(root, {
      childList: true,
    });
  }

  // --- start -------------------------------------------------------------------------------

  function paintStage() {
    const sheet = Reveal.getCurrentSlide().querySelector(".sheet");
    if (sheet) Reveal.getViewportElement().style.background = getComputedStyle(sheet).backgroundColor;
  }

  function onSlide() {
    if (isPhone) return;
    refitVisible();
    paintStage();
  }

  function start() {
    nameSearchBox();
    applySize();
    document.documentElement.classList.toggle("phone", isPhone);
    Reveal.on("slidechanged", onSlide);
    Reveal.on("fragmentshown", (event) => onFragment(event, true));
    Reveal.on("fragmenthidden", (event) => onFragment(event, false));
    Reveal.on("pdf-ready", () => {
      document.querySelectorAll("section .answer").forEach((answer) => setAnswered(answer, true));
      document.documentElement.dataset.printReady = "true";
    });
    return Reveal.initialize({
      width: 1280,
      height: 720,
      margin: 0,
      minScale: 0.1,
      maxScale: 4,
      center: false,
      hash: true,
      controls: false,
      progress: true,
      help: false,
      keyboardCondition: () => !document.querySelector("dialog[open]"),
      fragments: !isPhone,
      pdfSeparateFragments: false,
      pdfPageHeightOffset: -1,
      scrollActivationWidth: PHONE_WIDTH,
      scrollSnap: false,
      scrollProgress: false,
      transition: options.transition || "fade",
      backgroundTransition: "none",
      defaultTiming: options.timing || null,
      plugins: [window.RevealNotes, window.RevealZoom, window.RevealSearch].filter(Boolean),
    }).then(() => {
      bindButtons();
      bindKeys();
      onSlide();
      document.documentElement.dataset.ready = "true";
    });
  }

  // The measuring page and the handout only want the fit.
  if (window.measureOnly) window.fitSlides = fitAll;
  else if (root) start();
  else fitAll();
})();
