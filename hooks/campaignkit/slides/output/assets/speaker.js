// The speaker's window in Chinese, with the planned time up to the current slide. Reveal's notes
// plugin writes that window itself, so its words are changed after it has been written.
(function () {
  "use strict";

  const WORDS = {
    "Upcoming": "下一页",
    "Time": "用时",
    "Click to Reset": "点一下重新计时",
    "Notes": "备注",
    "Pacing – Time to finish current slide": "这一页还剩",
    "Loading speaker view...": "正在打开演讲者视图……",
    "Default": "左右分栏",
    "Wide": "上下分栏",
    "Tall": "左窄右宽",
    "Notes only": "只看备注",
    "Layout: Default": "版面：左右分栏",
    "Layout: Wide": "版面：上下分栏",
    "Layout: Tall": "版面：左窄右宽",
    "Layout: Notes only": "版面：只看备注",
  };

  function translate(target) {
    const walker = target.createTreeWalker(target.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const known = WORDS[node.data.trim()];
      if (known) node.data = node.data.replace(node.data.trim(), known);
    }
  }

  function minutes(seconds) {
    const rest = String(Math.round(seconds % 60)).padStart(2, "0");
    return `${Math.floor(seconds / 60)}:${rest}`;
  }

  // Planned seconds of each slide, as reveal's own pacing counts them.
  function plan() {
    const usual = Reveal.getConfig().defaultTiming || 0;
    return Reveal.getSlides().map((slide) => Number(slide.dataset.timing || usual));
  }

  function showPlan(target) {
    const place = target.querySelector(".speaker-controls-time");
    if (!place) return;
    let line = target.querySelector(".plan");
    if (!line) {
      line = target.createElement("p");
      line.className = "plan";
      place.append(line);
    }
    const seconds = plan();
    const sum = (list) => list.reduce((total, one) => total + one, 0);
    const until = sum(seconds.slice(0, Reveal.getSlidePastCount() + 1));
    line.textContent = sum(seconds)
      ? `计划：讲完这一页 ${minutes(until)}，全部 ${minutes(sum(seconds))}`
      : "各页没有写分钟数，不能比较计划用时";
  }

  // Runs before the plugin's scripts in the new window, which ask for an English clock.
  function setClock(popup) {
    const plain = popup.Date.prototype.toLocaleTimeString;
    popup.Date.prototype.toLocaleTimeString = function () {
      return plain.call(this, "zh-CN", { hour12: false, hour: "2-digit", minute: "2-digit" });
    };
  }

  // The label of the next slide stands over the slide's own title; below it is free.
  const STYLE = "#upcoming-slide .label { top: auto; bottom: 10px; }";

  function attach(popup) {
    const target = popup.document;
    const layouts = target.querySelector(".speaker-layout-dropdown");
    if (!layouts) return;
    target.documentElement.lang = "zh-CN";
    target.title = "演讲者视图";
    const style = target.createElement("style");
    style.textContent = STYLE;
    target.head.append(style);
    translate(target);
    showPlan(target);
    layouts.addEventListener("change", () => translate(target));
    Reveal.on("slidechanged", () => showPlan(target));
  }

  const openWindow = window.open;
  window.open = function (url, name, features) {
    const popup = openWindow.call(window, url, name, features);
    if (!popup || name !== "reveal.js - Notes") return popup;
    setClock(popup);
    setTimeout(() => attach(popup), 0);
    return popup;
  };

  window.openSpeakerView = () => Reveal.getPlugin("notes").open();
})();
