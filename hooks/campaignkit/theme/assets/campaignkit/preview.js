// In the preview only: a bar at the top that says what is wrong with the content, and opens the list;
// and a field for the day on which to look at the site.
(function () {
  "use strict";

  var root = new URL("../../", document.currentScript.src);

  function element(tag, css, text) {
    var made = document.createElement(tag);
    made.className = css;
    if (text) made.textContent = text;
    return made;
  }

  function row(finding) {
    var item = element("li", "ck-findings__item ck-findings__item--" + finding.level);
    item.append(
      element("code", "ck-findings__place", finding.path + ":" + finding.line + ":" + finding.column),
      element("span", "ck-findings__message", finding.message)
    );
    if (finding.hint) item.append(element("span", "ck-findings__hint", "改法：" + finding.hint));
    item.append(element("small", "ck-findings__rule", finding.rule));
    return item;
  }

  function bar(findings) {
    var errors = findings.filter(function (finding) { return finding.level === "error"; }).length;
    var words = errors ? errors + " 个错误" : "";
    if (findings.length > errors) words += (words ? "、" : "") + (findings.length - errors) + " 个提醒";
    var made = element("details", "ck-findings" + (errors ? " ck-findings--error" : ""));
    made.append(element("summary", "ck-findings__sum", "内容里有 " + words + (errors ? "，改好以前不能发布" : "")));
    var list = element("ol", "ck-findings__list");
    findings.slice(0, 200).forEach(function (finding) { list.append(row(finding)); });
    if (findings.length > 200) list.append(element("li", "", "……还有 " + (findings.length - 200) + " 个"));
    made.append(list);
    return made;
  }

  function remembered(made) {
    // The page loads again at each save: a list that was open stays open.
    try {
      made.open = sessionStorage.getItem("ck-findings") === "open";
      made.addEventListener("toggle", function () {
        sessionStorage.setItem("ck-findings", made.open ? "open" : "");
      });
    } catch (blocked) { /* without storage it starts closed */ }
    return made;
  }

  function ask(day) {
    var field = element("form", "ck-day-field");
    var label = element("label", "", "看哪一天 ");
    var input = element("input", "");
    var note = element("small", "", "");
    var today = element("button", "", "恢复");
    input.type = "date";
    input.value = day.day;
    note.setAttribute("role", "status");
    today.type = "button";
    today.hidden = !day.chosen;
    function set(text) {
      note.textContent = " 正在换到这一天……";
      fetch(new URL("_campaignkit/day?to=" + text, root), { method: "POST" }).then(function (answer) {
        if (!answer.ok) note.textContent = " 没有换成，请写成 2021-06-30 这样的日期";
      }).catch(function () { note.textContent = " 预览已经停了"; });
    }
    input.addEventListener("change", function () { if (input.value) set(input.value); });
    today.addEventListener("click", function () { set(""); });
    field.addEventListener("submit", function (event) { event.preventDefault(); });
    label.append(input);
    field.append(label, today, note);
    return field;
  }

  function show() {
    fetch(new URL("_campaignkit/day", root)).then(function (answer) {
      return answer.ok ? answer.json() : null;
    }).then(function (day) {
      if (day) document.body.append(ask(day));
    }).catch(function () { /* as below */ });
    fetch(new URL("_campaignkit/findings.json", root)).then(function (answer) {
      return answer.ok ? answer.json() : [];
    }).then(function (findings) {
      if (findings.length) document.body.prepend(remembered(bar(findings)));
    }).catch(function () { /* a page saved from the preview has no server to ask */ });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", show);
  else show();
})();
