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
      if (!head.closest("[aria-hidden]")) head.setAttribute("role", head.scope.startsWith("row") ? "rowheader" : "columnheader");
    }
  };

  // Before Chrome 114 and Firefox 125 there are no popovers: a button opens what it names and closes it, as Escape does.
  const isOwn = "popover" in HTMLElement.prototype;
  const show = (id) => {
    for (const each of document.querySelectorAll("[popover]")) {
      each.classList.toggle("is-open", each.id === id && !each.classList.contains("is-open"));
    }
  };
  if (!isOwn) {
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[popovertarget]");
      if (button || !event.target.closest("[popover]")) show(button?.getAttribute("popovertarget"));
    });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") show(null); });
  }

  // A menu of the head closes when something else is clicked, and by Escape.
  const close = (isLeft) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) if (isLeft(menu)) menu.open = false;
  };
  document.addEventListener("click", (event) => close((menu) => !menu.contains(event.target)));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.activeElement?.closest?.("details[data-menu][open]")?.querySelector("summary").focus();
    close(() => true);
  });

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("table.cards, table.form-table").forEach(nameParts);
    document.querySelector("[data-focus]")?.focus();
  });
})();
