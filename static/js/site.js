// Owns what every page needs from script: the mark that script runs, and small aids to assistive technology.
(() => {
  "use strict";
  document.documentElement.classList.add("js");

  // Safari forgets that a table is one when its display changes (our cards on phones); roles say it again.
  const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TFOOT: "rowgroup", TR: "row", TD: "cell" };
  const nameParts = (table) => {
    for (const part of [table, ...table.querySelectorAll("thead, tbody, tfoot, tr, td")]) {
      if (!part.closest("[aria-hidden]")) part.setAttribute("role", roles[part.tagName]);
    }
    for (const head of table.querySelectorAll("th")) {
      if (!head.closest("[aria-hidden]")) head.setAttribute("role", /^row/.test(head.scope) ? "rowheader" : "columnheader");
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("table.cards, table.form-table").forEach(nameParts);
    document.querySelector("[data-focus]")?.focus();
  });
})();
