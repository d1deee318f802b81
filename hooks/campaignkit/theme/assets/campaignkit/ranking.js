/* Sorts tables of results by a column: its head becomes a button. Without this script the tables
   read in the order of the ranks. */
(function () {
  "use strict";
  const text = (cell) => cell.dataset.ckValue || cell.textContent.trim();
  const compare = (a, b) => {
    const x = Number(a), y = Number(b);
    if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y;
    if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1; // "—" after numbers
    return a.localeCompare(b, "zh-CN");
  };

  function sort(table, head, heads) {
    const at = heads.indexOf(head);
    const was = head.getAttribute("aria-sort");
    const numbers = head.classList.contains("ck-num");
    const down = was ? was === "ascending" : numbers; // marks: the highest first
    const body = table.tBodies[0];
    const rows = Array.from(body.rows).map((row, place) => [row, text(row.cells[at]), place]);
    const blank = (value) => value === "—";
    rows.sort(([, a, i], [, b, j]) =>
      blank(a) - blank(b) || (down ? compare(b, a) : compare(a, b)) || i - j);
    body.append(...rows.map(([row]) => row));
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const said = table.querySelector("[data-ck-said]");
    if (said) said.textContent = `，已按${head.textContent.trim()}${down ? "从高到低" : "从低到高"}排列`;
  }

  document.querySelectorAll("table[data-ck-sort]").forEach((table) => {
    const heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach((head) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "ck-ranking__button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(table, head, heads));
    });
  });
})();
