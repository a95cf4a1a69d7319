// Owns the reviewer's page of a quarter: an answer in a row is stored without losing what is typed elsewhere, filters
// narrow the rows in place, J and K go from row to row, A accepts, Q asks. Without script each is a button or a link.
(() => {
  "use strict";
  const announce = (text) => { document.getElementById("announcer").textContent = text; };
  const rows = () => [...document.querySelectorAll(".review-table tr[id]")].filter((row) => row.offsetParent !== null);
  const chosen = () => document.querySelector("[data-show][aria-current]")?.dataset.show ?? "look";

  const narrow = (name) => {
    for (const link of document.querySelectorAll("[data-show]")) {
      if (link.dataset.show === name) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
    }
    for (const row of document.querySelectorAll("[data-review] > .table-scroll tr[data-groups]")) {
      row.hidden = !row.dataset.groups.split(" ").includes(name);
    }
    for (const fold of document.querySelectorAll("#review-folded details")) fold.open = name === "all";
    document.querySelector("[data-review] [name=show]").value = name;
  };

  const caretIn = (field) => [field.selectionStart, field.selectionEnd];
  function putBack(field, [start, end]) {
    field.focus();
    if (Number.isInteger(start)) field.setSelectionRange(start, end);
  }

  // Of the page that answers, only what moves is taken over: the row, figures, filters, dock. The rest stays as typed.
  const takeOver = (answer, rowId) => {
    const fresh = new DOMParser().parseFromString(answer, "text/html");
    const places = [rowId, "entry-summary", "review-dock"].filter(Boolean);
    if (!places.every((id) => fresh.getElementById(id))) return false;
    const whole = document.getElementById("return-reason"), reason = whole?.value;
    const caret = whole === document.activeElement ? caretIn(whole) : null;
    const show = chosen();
    for (const id of places) document.getElementById(id)?.replaceWith(document.adoptNode(fresh.getElementById(id)));
    const filters = fresh.querySelector(".review-filters");
    if (filters) document.querySelector(".review-filters").replaceWith(document.adoptNode(filters));
    for (const name of ["seen", "csrfmiddlewaretoken"]) {
      const now = fresh.querySelector(`[data-review] [name=${name}]`);
      if (now) document.querySelector(`[data-review] [name=${name}]`).value = now.value;
    }
    // Each row says in "was" what the page showed of it: those not answered keep theirs, and are told if they moved.
    if (reason !== undefined) document.getElementById("return-reason").value = reason;
    if (caret) putBack(document.getElementById("return-reason"), caret);
    narrow(show);
    const said = fresh.querySelector(".messages, .notice-error, .field-error");
    announce((said?.textContent ?? "").trim().replace(/\s+/g, " "));
    return true;
  };

  const only = (form, row, button) => {
    const data = new FormData(form);
    for (const name of new Set(data.keys())) {
      const field = form.querySelector(`[name="${CSS.escape(name)}"]`);
      if (/^(say|ask|was|marks|why|exempt|answer)-/.test(name) && !row.contains(field)) data.delete(name);
    }
    if (button?.name) data.set(button.name, button.value);
    return new URLSearchParams(data);
  };

  // Who went on meanwhile stays there; who is still in the row finds the focus in it, at what was refused first of all.
  const placeIn = (row) => {
    const at = document.activeElement;
    return row.contains(at) ? { id: at.id || row.id, caret: at.type === "text" ? caretIn(at) : [] } : null;
  };
  const back = (rowId, { id, caret }) => {
    const refused = document.querySelector(`#${rowId} [aria-invalid]`), own = document.getElementById(id);
    if (refused && refused !== own) refused.focus();
    else if (own) putBack(own, caret);
  };

  // What was typed into the row since it was sent.
  const typedSince = (row, sent) => [...row.querySelectorAll("input[type=text], textarea")].filter((field) => field.value !== sent.get(field.name));

  const send = async (form, row, address, button) => {
    row.setAttribute("aria-busy", "true");
    try {
      const sent = only(form, row, button);
      const answer = await fetch(address, { method: "POST", body: sent, credentials: "same-origin" });
      const text = await answer.text(), now = document.getElementById(row.id) ?? row, at = placeIn(now);
      if (answer.status === 503) throw new Error("closed for a while"); // what was typed stays in its field
      const since = typedSince(now, sent);
      if (!takeOver(text, row.id)) form.requestSubmit(button);
      for (const { id, value } of since) if (document.getElementById(id)) document.getElementById(id).value = value;
      if (at) back(row.id, at);
    } catch {
      row.removeAttribute("aria-busy");
      document.getElementById("review-down").hidden = false;
    }
  };

  // What was typed is kept by the server with any answer; until then leaving asks.
  let isSubmitted = false;
  document.addEventListener("submit", (event) => { isSubmitted = event.target.matches("[data-review]"); });
  document.addEventListener("input", () => { isSubmitted = false; });
  window.addEventListener("beforeunload", (event) => {
    const fields = [...document.querySelectorAll("[data-review] :is(input[type=text], textarea)")];
    if (!isSubmitted && fields.some((field) => field.value !== field.defaultValue)) event.preventDefault();
  });

  const keep = (form) => form.querySelector("button[value=keep]");
  const isAnswered = (row) => {
    const says = row.querySelector("[name^=say-]:checked")?.value;
    return says && (says !== "question" || row.querySelector("[name^=ask-]").value.trim());
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-show]");
    if (link && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      narrow(link.dataset.show);
      return;
    }
    const button = event.target.closest("[data-in-row]");
    const row = button?.closest("tr[id]");
    if (!row || !button.form?.hasAttribute("data-review")) return;
    event.preventDefault();
    send(button.form, row, button.formAction, button);
  });

  document.addEventListener("change", (event) => {
    const row = event.target.closest(".review-table tr[id]");
    if (!row || !/^(say|ask)-/.test(event.target.name)) return;
    if (!isAnswered(row)) {
      if (event.target.value === "question") row.querySelector("[name^=ask-]").focus();
      return;
    }
    const form = event.target.form;
    send(form, row, keep(form).formAction, keep(form));
  });

  // Leaving a field tells what was typed into it, once; what nobody touched since is told all the same.
  const leave = (field, row) => {
    let isTold = false;
    const tell = () => { isTold = true; };
    field.addEventListener("change", tell);
    row.focus();
    field.removeEventListener("change", tell);
    if (!isTold) field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  // Enter in a field of a row answers the row, never the whole report; then the keys go on from the row.
  document.addEventListener("keydown", (event) => {
    const field = event.target, row = field.closest?.(".review-table tr[id]");
    if (event.key !== "Enter" || field.type !== "text" || !row) return;
    event.preventDefault();
    if (/^(marks|why)-/.test(field.name)) {
      row.focus();
      row.querySelector(".free-marks [data-in-row]")?.click();
    } else if (isAnswered(row)) leave(field, row);
  });

  const keys = () => document.querySelector("[data-keys]");
  const step = (by) => {
    const all = rows();
    const here = all.indexOf(document.activeElement?.closest(".review-table tr[id]"));
    const next = all[here < 0 ? 0 : Math.min(Math.max(here + by, 0), all.length - 1)];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  const say = (value) => {
    const row = document.activeElement?.closest(".review-table tr[id]");
    const answer = row?.querySelector(`[name^=say-][value=${value}]`);
    if (!answer) return;
    answer.checked = true;
    answer.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const actions = { j: () => step(1), k: () => step(-1), a: () => say("accepted"), q: () => say("question") };
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.matches("input[type=text], textarea, select") || event.ctrlKey || event.altKey || event.metaKey;
    const action = actions[event.key.toLowerCase()];
    if (isTyping || !action || keys()?.getAttribute("aria-pressed") !== "true") return;
    event.preventDefault();
    action();
  });

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelector(".review-keys")?.removeAttribute("hidden");
    keys()?.addEventListener("click", () => {
      keys().setAttribute("aria-pressed", String(keys().getAttribute("aria-pressed") !== "true"));
    });
  });
})();
