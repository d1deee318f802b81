/* What is open now, and what nobody has made sure of for a year. Hours come as the minutes of a
   week, `510-1050 1950-2490 off`; the days that are not like others come with the page. */
(function () {
  "use strict";
  const MINUTE = 60000, DAY = 1440 * MINUTE;
  const ZONE = 8 * 60 * MINUTE;  // Asia/Shanghai, all the year
  const still = document.querySelector("meta[name=ck-now]");
  const now = () => (still ? Date.parse(still.content) : Date.now());

  /* "holiday", "worked" (a day off that is made up for), "" for any other day, null where the year
     is not known. `days` is `2021:0101/3,0211/7;0207 2022:…`: first days with their lengths. */
  function sort(days, at) {
    const date = new Date(at + ZONE);
    const year = date.getUTCFullYear();
    const known = days.split(" ").find((part) => part.startsWith(year + ":"));
    if (!known) return null;
    const [holidays, worked] = known.slice(5).split(";");
    const written = (day) => String(day.getUTCMonth() + 1).padStart(2, "0") + String(day.getUTCDate()).padStart(2, "0");
    if (worked.split(",").includes(written(date))) return "worked";
    const today = Date.UTC(year, date.getUTCMonth(), date.getUTCDate());
    const isOff = holidays.split(",").some((run) => {
      const first = Date.UTC(year, run.slice(0, 2) - 1, run.slice(2, 4));
      return today >= first && today < first + run.slice(5) * DAY;
    });
    return isOff ? "holiday" : "";
  }

  /* true or false; null where nobody can tell: a holiday of which the hours do not speak. */
  function isOpen(week, days, at) {
    const spans = week.split(" ");
    const onHolidays = spans.pop();
    if (onHolidays !== "on") {
      const day = sort(days, at);
      if (day === "holiday" && onHolidays === "off") return false;
      if (day !== "") return null;
    }
    // 1 January 1970 was a Thursday; the week begins on Monday.
    const minute = Math.floor(((at + ZONE + 3 * DAY) % (7 * DAY)) / MINUTE);
    return spans.some((span) => {
      const [start, end] = span.split("-").map(Number);
      return minute >= start && minute < end;
    });
  }

  const WORDS = { true: "现在开着", false: "现在没开" };
  const word = (week, days) => WORDS[isOpen(week, days, now())] || "";

  function aYearAfter(day) {
    const date = new Date(day + "T00:00:00Z");
    date.setUTCFullYear(date.getUTCFullYear() + 1);
    return date.getTime() + DAY - ZONE;
  }

  function show(from) {
    const page = document.querySelector("[data-ck-days]");
    const days = page ? page.dataset.ckDays : "";
    from.querySelectorAll("[data-ck-week]").forEach((tag) => {
      const told = word(tag.dataset.ckWeek, days);
      tag.hidden = !told;
      tag.textContent = told;
      tag.classList.toggle("ck-open--yes", told === WORDS.true);
    });
    from.querySelectorAll("[data-ck-checked]").forEach((mark) => {
      const checked = mark.dataset.ckChecked;
      mark.hidden = Boolean(checked) && now() < aYearAfter(checked);
    });
  }

  window.ckHours = { isOpen, word, show };
  const refresh = () => show(document);
  document.addEventListener("DOMContentLoaded", refresh);
  window.addEventListener("pageshow", (event) => { if (event.persisted) refresh(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
  if (!still) setInterval(refresh, MINUTE);
})();
