// Owns the plan editor with script: the same posts by fetch, the form swapped in place, keys, autosave, sums while typing.
(() => {
  "use strict";
  document.documentElement.classList.add("js");
  const SOON = 1200; // ms after the last key
  const AGAIN = 15000; // ms; a line that came back without telling the browser
  const GIVE_UP_AFTER = 20000; // ms; an answer that does not come
  const form = () => document.getElementById("editor");
  if (!form()) return;

  const bengali = document.documentElement.lang.startsWith("bn");
  const words = (name) => form().dataset[`words${name}`];
  const ascii = (text) => text.replace(/[০-৯]/g, (digit) => digit.charCodeAt(0) - 0x9e6).trim();
  const digits = (text) => (bengali ? text.replace(/[0-9]/g, (digit) => String.fromCharCode(0x9e6 + Number(digit))) : text);
  const fields = () => [...form().querySelectorAll("[name^='f:'], [name^='above:']")];
  const inOrder = () => fields().filter((field) => !field.closest("details:not([open])")); // Enter goes past what is folded
  const typed = () => fields().map((field) => [field.name, field.value]);
  const first = (select) => Math.max([...select.options].findIndex((option) => option.defaultSelected), 0);
  const isTyped = (field) => (field.matches("select") ? field.selectedIndex !== first(field) : field.value !== field.defaultValue);
  const isChanged = () => "unsaved" in form().dataset || fields().some(isTyped);
  const announce = (text) => { document.getElementById("editor-announcer").textContent = text; };

  // --- one post at a time ---
  let sending = false;
  let timer = null;
  let next = null; // a step that was asked for while another was on its way
  let asked = ""; // the step that was sent last

  function tell(word) {
    const state = form().querySelector("[data-state]");
    if (!state) return;
    state.textContent = words(word);
    state.classList.toggle("is-failed", word !== "Saving");
    state.classList.remove("is-saved");
    if (word !== "Saving") announce(words(word));
  }

  // A step may lead to another row: nothing is typed any more into fields that were sent with it.
  const hold = (is) => fields().forEach((field) => { field[field.matches("select") ? "disabled" : "readOnly"] = is; });

  async function send(step, area) {
    if (sending) { next = [step, area]; return; }
    clearTimeout(timer);
    sending = true;
    if (step !== asked) ahead = "";
    asked = step;
    const body = new FormData(form());
    body.set("do", step);
    if (area) body.set("area", area);
    // Of a row that others may have written meanwhile, only what was typed; once both were shown together, all of it.
    if (!("unsaved" in form().dataset)) fields().filter((field) => !isTyped(field)).forEach((field) => body.delete(field.name));
    const sent = typed();
    form().setAttribute("aria-busy", "true");
    const focus = focused(), at = document.activeElement;
    if (step !== "save") {
      if (fields().includes(at)) at.blur(); // no key goes astray
      hold(true);
    }
    tell("Saving");
    let failed = null;
    try {
      const token = /(?:^|; )(?:__Host-)?csrftoken=([^;]+)/.exec(document.cookie)?.[1];
      if (token) body.set("csrfmiddlewaretoken", token);
      const answer = await fetch(form().action, { method: "POST", body: new URLSearchParams(body), headers: { "X-Editor": "1" }, signal: AbortSignal.timeout(GIVE_UP_AFTER) });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("editor");
      if (fresh) swap(document.adoptNode(fresh), step, sent, focused() ?? focus);
      else failed = answer.status >= 500 ? "Waiting" : "SignedOut";
    } catch { failed = "Waiting"; }
    sending = false;
    form().removeAttribute("aria-busy");
    if (failed) {
      hold(false);
      if (document.activeElement === document.body && form().contains(at)) at.focus();
      tell(failed);
      timer = setTimeout(() => send(step, area), AGAIN);
      return;
    }
    if (next) { const later = next; next = null; send(...later); }
  }

  function focused() {
    const at = document.activeElement;
    return form().contains(at) && at.name ? { name: at.name, value: at.value, start: at.selectionStart, end: at.selectionEnd } : null;
  }

  // --- the new form in the place of the old, with the focus where it was and what was typed meanwhile ---
  function swap(fresh, step, sent, focus) {
    const old = form();
    const row = old.elements.row.value;
    const later = typed().filter(([name, value], place) => sent[place]?.[0] === name && sent[place][1] !== value);
    const isSame = fresh.elements.row.value === row;
    if (isSame) old.querySelectorAll("details[data-keep][open]").forEach((each) => {
      fresh.querySelector(`[data-keep="${each.dataset.keep}"]`)?.setAttribute("open", "");
    });
    old.replaceWith(fresh);
    if (isSame) later.forEach(([name, value]) => { if (fresh.elements[name]) fresh.elements[name].value = value; });
    refocus(fresh, isSame ? focus : null, step);
    sum();
    keepAddress();
    const state = fresh.querySelector("[data-state]");
    const refused = fresh.querySelector("[role=alert]");
    announce((refused ?? state)?.textContent.trim() ?? "");
    if (isSame && later.length) timer = setTimeout(save, SOON);
  }

  function keepAddress() {
    const asked = ["row", "folded"].map((name) => [name, form().elements[name].value]).filter(([, value]) => value);
    window.history.replaceState(null, "", asked.length ? `?${new URLSearchParams(asked)}` : window.location.pathname);
  }

  function refocus(fresh, focus, step) {
    if (step === "save" && !focus) return;
    const own = focus?.name && focus.name !== "do" ? fresh.elements[focus.name] : null;
    const same = focus?.name === "do" ? [...fresh.querySelectorAll("[name=do]")].find((each) => each.value === focus.value && !each.hidden) : null;
    const target = own ?? same ?? fields()[0] ?? fresh.querySelector(".editor-open");
    if (!target) return;
    target.focus({ preventScroll: step === "save" });
    typeAhead(target);
    if (own && typeof focus.start === "number" && own.setSelectionRange) own.setSelectionRange(focus.start, focus.end);
    if (step !== "save") target.scrollIntoView({ block: "nearest" });
  }

  // What is typed while the next row is on its way goes into its first field.
  let ahead = "";
  document.addEventListener("keydown", (event) => {
    const isLetter = event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!sending || !isLetter || document.activeElement !== document.body) return;
    ahead += event.key;
    event.preventDefault();
  });
  function typeAhead(target) {
    if (ahead && target.matches("input, textarea")) {
      target.value += ahead;
      target.dispatchEvent(new Event("input", { bubbles: true }));
    }
    ahead = "";
  }

  const save = () => { if (isChanged()) send("save"); };

  // --- sums while typing: weights in hundredths, so that nothing is rounded ---
  const hundredths = (text) => { const read = ascii(text); return /^\d+(\.\d{1,2})?$/.test(read) ? Math.round(Number(read) * 100) : 0; };
  const shown = (number) => digits(String(number / 100));

  function show(place, summed, whole) {
    if (!place) return;
    place.classList.toggle("is-uneven", summed !== whole);
    place.querySelector("[data-summed]").textContent = `${shown(summed)} / ${shown(whole)}`;
    const word = summed < whole ? words("Few") : words("Many");
    place.querySelector("[data-difference]").textContent = summed === whole ? "✓" : `▲ ${word.replace("{n}", shown(Math.abs(whole - summed)))}`;
  }

  function sum() {
    const weight = form().querySelector("[data-weighs]");
    const ofArea = form().querySelector("[data-weighs-area]");
    let [summed, whole] = [0, 0];
    for (const area of form().querySelectorAll("tbody.editor-area")) {
      const lines = [...form().querySelectorAll(`tbody.editor-line[data-area="${area.dataset.area}"]`)];
      const own = lines.reduce((all, line) => all + hundredths(line.contains(weight) ? weight.value : line.dataset.weight), 0);
      const typedWhole = area.contains(ofArea) ? ofArea.value : area.dataset.weight;
      const all = typedWhole ? hundredths(typedWhole) : own;
      show(area.querySelector(".editor-area-sum"), own, all);
      summed += own;
      whole += all;
    }
    show(form().querySelector(".editor-sum"), summed, whole);
  }

  // --- what the person does ---
  const rows = () => [...form().querySelectorAll("[data-row]")].filter((row) => !row.hidden);
  const open = (row) => { if (row && row.dataset.row !== form().elements.row.value) send(`open:${row.dataset.row}`); };
  const beside = (by) => rows()[rows().findIndex((row) => row.dataset.row === form().elements.row.value) + by];
  const isLast = (field) => { const all = inOrder(); return field === all[all.length - 1]; };
  const after = (field) => { const all = inOrder(); return all[all.indexOf(field) + 1]; };

  // --- areas fold at once; that of the row in hand after what was typed is saved ---
  const linesOf = (area) => [...form().querySelectorAll(`tbody.editor-line[data-area="${area}"]`)];
  const folded = () => form().elements.folded.value.split(".").filter(Boolean);
  const isInHand = (area) => [...linesOf(area), form().querySelector(`#row-${area} [data-row]`)].some((row) => row.dataset.row === form().elements.row.value);

  function fold(areas) {
    for (const head of form().querySelectorAll(".editor-area")) {
      const isFolded = areas.includes(head.dataset.area);
      head.classList.toggle("is-folded", isFolded);
      head.querySelector("[data-fold]").setAttribute("aria-expanded", String(!isFolded));
      linesOf(head.dataset.area).forEach((line) => { line.hidden = isFolded; });
    }
    form().elements.folded.value = areas.join(".");
    const all = form().querySelector("[data-fold-all]");
    const isAll = areas.length === form().querySelectorAll(".editor-area").length;
    if (all) {
      all.textContent = words(isAll ? "Unfold" : "Fold");
      all.value = isAll ? "unfold_all" : "fold_all";
    }
    keepAddress();
  }

  document.addEventListener("click", (event) => {
    const one = event.target.closest("#editor [data-fold]");
    const all = event.target.closest("#editor [data-fold-all]");
    if (sending || (!one && !all)) return;
    const areas = [...form().querySelectorAll(".editor-area")].map((head) => head.dataset.area);
    const now = folded();
    const turned = one ? (now.includes(one.dataset.fold) ? now.filter((area) => area !== one.dataset.fold) : [...now, one.dataset.fold])
      : now.length === areas.length ? [] : areas;
    if (turned.some(isInHand)) return; // the button posts
    event.preventDefault();
    fold(turned);
  });

  // --- a row or an area is dragged by its dots ---
  let dragged = null;
  let drop = null;
  const mark = (row, behind) => {
    form().querySelectorAll(".drop-before, .drop-behind").forEach((each) => each.classList.remove("drop-before", "drop-behind"));
    if (row) row.classList.add(behind ? "drop-behind" : "drop-before");
    drop = row ? `${behind ? "put_behind" : "put_before"}:${dragged}:${row.dataset.row}` : null;
  };
  document.addEventListener("dragstart", (event) => {
    const grip = event.target.closest?.("#editor [data-grip]");
    if (!grip) return;
    dragged = grip.closest("[data-row]").dataset.row;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged);
  });
  document.addEventListener("dragover", (event) => {
    const row = dragged && event.target.closest?.("#editor [data-row]");
    if (!row) return;
    event.preventDefault();
    const box = row.getBoundingClientRect();
    mark(row.dataset.row === dragged ? null : row, event.clientY > box.top + box.height / 2);
  });
  document.addEventListener("drop", (event) => {
    if (!dragged) return;
    event.preventDefault();
    if (drop) send(drop);
  });
  document.addEventListener("dragend", () => { mark(null); dragged = null; });

  document.addEventListener("submit", (event) => {
    if (event.target !== form()) return;
    event.preventDefault();
    send(event.submitter?.value ?? "save", form().elements.area?.value);
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-look]") && (isChanged() || sending)) {
      event.preventDefault();
      leave(event.target.closest("[data-look]").href);
      return;
    }
    const row = event.target.closest("#editor [data-row]");
    if (row && !event.target.closest("button, a, input, select, textarea")) open(row);
  });
  async function leave(address) {
    if (isChanged()) await send("save");
    if (!isChanged() && !sending) window.location.assign(address);
  }
  document.addEventListener("input", (event) => {
    if (!form().contains(event.target)) return;
    if (event.target.matches("[data-weighs], [data-weighs-area]")) sum();
    clearTimeout(timer);
    timer = setTimeout(save, SOON);
  });
  document.addEventListener("keydown", (event) => {
    if (!form().contains(event.target)) return;
    const field = fields().includes(event.target) ? event.target : null;
    if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key) && form().elements.row.value) {
      event.preventDefault();
      send(event.key === "ArrowUp" ? "up" : "down");
    } else if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z" && !(field && isTyped(field))) {
      event.preventDefault();
      send("undo");
    } else if (field && event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.isComposing) {
      event.preventDefault();
      if (!isLast(field)) after(field).focus();
      else goOn();
    } else if (field?.matches("input") && ["ArrowUp", "ArrowDown"].includes(event.key) && !event.altKey) {
      const row = beside(event.key === "ArrowUp" ? -1 : 1);
      if (row) { event.preventDefault(); open(row); }
    }
  });

  // Behind the last field comes the next row of the area, or a new one: of an area its first row.
  function goOn() {
    const row = beside(1);
    const own = beside(0);
    if (row?.matches(".editor-line") && row.dataset.area === (own.dataset.area ?? own.dataset.row)) open(row);
    else send("add_activity");
  }
  window.addEventListener("online", save);
  window.addEventListener("beforeunload", (event) => { if (isChanged()) event.preventDefault(); });
})();
