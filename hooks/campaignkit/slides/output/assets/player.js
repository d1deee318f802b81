// Starts reveal.js on a deck: shows answers, offers the buttons and the key list, advances by a click.
// Settings come from data attributes, so that pages need no inline script. Needs fit.js.
(function () {
  "use strict";

  const PHONE_WIDTH = 640;
  const SIZES = [0.9, 1, 1.15, 1.3, 1.5];
  const SIZE_KEY = "slides-size";

  const root = document.querySelector(".reveal");
  const options = JSON.parse((root && root.dataset.options) || "{}");
  const isPrint = /[?&]view=print/.test(location.search);
  const isReceiver = /[?&]receiver/.test(location.search);
  const isPhone = window.innerWidth <= PHONE_WIDTH && !isPrint && !isReceiver;

  let size = readSize();

  function fitAll() {
    if (isPhone) document.querySelectorAll(".sheet").forEach((sheet) => sheet.classList.add("breaks"));
    else window.deckFit.all();
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
    if (sheet) window.deckFit.one(sheet);
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

  // A click on a slide advances, as in other presentation programs; not one that selects text, opens
  // a link, or lands on anything that does something by itself. Alt and click zooms.
  const OWN_CLICK = "a, button, input, label, summary, dialog, .tools, .controls, .progress, .searchbox";

  function bindClicks() {
    root.addEventListener("click", (event) => {
      const own = event.target.closest(OWN_CLICK) || event.altKey || event.ctrlKey || event.metaKey;
      if (own || event.defaultPrevented || event.button !== 0) return;
      if (isPhone || Reveal.isOverview() || Reveal.isPaused()) return;
      if (String(window.getSelection())) return;
      Reveal.next();
    });
  }

  // Keys belong to a dialog while it is open, and to an input method while it composes: some
  // browsers tell of that by the key code alone.
  function acceptsKey(event) {
    const composing = event.isComposing || event.keyCode === 229;
    return !composing && !document.querySelector("dialog[open]");
  }

  // On paper every answer is shown, whatever has been shown on the screen.
  function bindPrint() {
    let shown = [];
    window.addEventListener("beforeprint", () => {
      const open = (section) => section.querySelector(".answer") && !section.classList.contains("answered");
      shown = [...root.querySelectorAll("section")].filter(open);
      shown.forEach((section) => section.classList.add("answered"));
    });
    window.addEventListener("afterprint", () => {
      shown.forEach((section) => section.classList.remove("answered"));
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
    const colour = sheet ? getComputedStyle(sheet).backgroundColor : "#000";
    Reveal.getViewportElement().style.background = colour;
  }

  function onSlide() {
    if (isPhone) return;
    refitVisible();
    paintStage();
  }

  function start() {
    // The black end is for a hall; on paper and while scrolling it would be an empty page.
    if (isPrint || isPhone) root.querySelectorAll(".end").forEach((section) => section.remove());
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
      keyboardCondition: acceptsKey,
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
      bindClicks();
      bindPrint();
      onSlide();
      document.documentElement.dataset.ready = "true";
    });
  }

  if (root) start();
})();
