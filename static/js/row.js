// Owns the row opened in its place: fetching it, files with their progress, remark and claim saved while typing goes on.
(() => {
  "use strict";
  const store = window.kept;
  const table = document.querySelector(".form-table");
  if (!store) return;
  const parsed = (text) => new DOMParser().parseFromString(text, "text/html");
  const announce = (text) => { document.getElementById("announcer").textContent = text; };
  const HEADERS = { "HX-Request": "true" };

  // --- opening: behind the lines of the row; cells that reach over it grow by a line ---
  const openRow = () => document.querySelector(".indicator.is-open");

  function placeBehind(row) {
    const place = document.createElement("tr");
    place.className = "row-place";
    const cell = place.insertCell();
    let columns = table.querySelectorAll("col").length;
    if (row.tagName === "TBODY") {
      const body = document.createElement("tbody");
      body.className = "row-body";
      body.dataset.area = row.dataset.area;
      body.append(place);
      row.after(body);
    } else {
      const rows = [...row.parentElement.rows], at = rows.indexOf(row);
      for (const [start, line] of rows.slice(0, at + 1).entries()) {
        for (const each of line.cells) {
          if (start + each.rowSpan <= at + 1) continue;
          each.rowSpan += 1;
          each.dataset.grown = "";
          columns -= each.colSpan;
        }
      }
      row.after(place);
    }
    cell.colSpan = columns;
    return cell;
  }

  async function open(row, link) {
    close();
    let text;
    try {
      text = await (await fetch(link.pathname, { headers: HEADERS })).text();
    } catch { return; } // the line is down: the link can be tried again
    if (!text.includes("class=\"row-open\"")) return window.location.assign(link.href); // a log-in page
    close();
    const cell = placeBehind(row);
    cell.innerHTML = text;
    row.classList.add("is-open");
    tellLinks(row, "true");
    cell.querySelectorAll("form[data-autosave]").forEach(restore);
    const wanted = cell.querySelector(link.hash === "#words" ? "#words [name=text]" : ".row-open");
    wanted?.focus({ preventScroll: wanted.matches("div") });
  }

  function close() {
    const row = openRow();
    if (!row) return null;
    document.querySelectorAll("form[data-autosave]").forEach(save);
    const place = document.querySelector("tr.row-place");
    (row.tagName === "TBODY" ? place.parentElement : place).remove();
    table.querySelectorAll("[data-grown]").forEach((each) => { each.rowSpan -= 1; delete each.dataset.grown; });
    row.classList.remove("is-open");
    tellLinks(row, "false");
    return row;
  }
  const tellLinks = (row, is) => row.querySelectorAll("a[data-open]").forEach((link) => link.setAttribute("aria-expanded", is));

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) return close()?.querySelector("a[data-open]")?.focus();
    const link = event.target.closest("a[data-open]");
    if (!link || !table || event.ctrlKey || event.metaKey || event.shiftKey) return undefined;
    event.preventDefault();
    const row = link.closest(".indicator");
    return row.classList.contains("is-open") ? close() : open(row, link);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest(".row-open")) close()?.querySelector("a[data-open]")?.focus();
  });

  // --- remark and claim: kept in the browser until the server has answered for them ---
  const addressOf = (form) => form.getAttribute("action");
  const isChanged = (form) => form.elements.text.value !== form.elements.text.defaultValue;
  const stateOf = (form) => form.querySelector(".cell-state");
  const saidOf = new WeakMap(); // by form: its state as the server told it
  const say = (form, name) => {
    if (!saidOf.has(form)) saidOf.set(form, [...stateOf(form).childNodes]);
    stateOf(form).textContent = form.dataset[`words${name}`];
  };
  const forms = () => [...document.querySelectorAll("form[data-autosave]")];
  const pending = new Set(); // ids of forms
  let isSending = false; // one request at a time: an answer shows both of them

  function keep(form) {
    const name = form.querySelector("label").textContent;
    store.put(addressOf(form), { text: form.elements.text.value, version: form.elements.version.value, name, id: form.id });
  }
  function restore(form) {
    const kept = store.get(addressOf(form));
    if (!kept) return;
    if (kept.text === form.elements.text.defaultValue) return void store.drop(addressOf(form));
    form.elements.text.value = kept.text;
    form.elements.version.value = kept.version;
    save(form);
  }

  function save(form) {
    if (!isChanged(form)) return unchange(form);
    keep(form);
    pending.add(form.id);
    sendNext();
  }

  function unchange(form) {
    if (isSending) return; // its answer shows what is stored
    pending.delete(form.id);
    store.drop(addressOf(form));
    if (saidOf.has(form)) stateOf(form).replaceChildren(...saidOf.get(form));
  }

  async function sendNext() {
    const [id] = pending, form = id && document.getElementById(id);
    if (isSending || !id) return;
    pending.delete(id);
    if (form) {
      isSending = true;
      await send(form);
      isSending = false;
    }
    sendNext();
  }

  async function send(form) {
    say(form, "Saving");
    const typed = form.elements.text.value, body = new URLSearchParams(new FormData(form));
    body.set("owner", document.body.dataset.owner);
    if (store.token()) body.set("csrfmiddlewaretoken", store.token());
    let answer = null, page = null;
    try {
      answer = await fetch(addressOf(form), { method: "POST", body, headers: HEADERS });
      page = parsed(await answer.text());
    } catch { /* the line is down */ }
    if (!page?.getElementById(form.id)) return say(form, "Waiting");
    if (answer.ok) store.drop(addressOf(form));
    return show(page, form, typed);
  }

  // The answer in the place of the old part; what is being typed in it meanwhile stays.
  function show(page, form, typed) {
    const old = document.getElementById("words"), fresh = page.getElementById("words");
    if (!old || !document.contains(form)) return;
    const { id, selectionStart: start, selectionEnd: end } = old.contains(document.activeElement) ? document.activeElement : {};
    for (const each of old.querySelectorAll("form[data-autosave]")) {
      const value = each.elements.text.value, own = fresh.querySelector(`#${each.id}`);
      if (each.id === form.id ? value !== typed : isChanged(each)) own.elements.text.value = value;
    }
    old.replaceWith(fresh);
    const again = id && document.getElementById(id);
    again?.focus();
    if (start !== undefined) again?.setSelectionRange?.(start, end);
    showLinks(page);
    announce(fresh.querySelector(`#${form.id} .cell-state`).textContent.trim());
  }
  function showLinks(page) {
    const links = page.querySelector(".row-links"), old = links && document.getElementById(links.id);
    if (!old) return;
    links.removeAttribute("hx-swap-oob");
    old.replaceWith(links);
    if (openRow()) tellLinks(openRow(), "true");
  }

  document.addEventListener("focusout", (event) => {
    const form = event.target.closest("form[data-autosave]");
    if (form && event.target.name === "text" && document.contains(form)) save(form);
  });
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-autosave]");
    if (form) keep(form);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-autosave]")) return;
    event.preventDefault();
    save(event.target);
  });
  window.addEventListener("online", () => forms().forEach(save));
  window.addEventListener("beforeunload", (event) => { if (forms().some(isChanged)) event.preventDefault(); });

  // --- talk, and files taken off: the part of the row that answers stands in the place of the old one ---
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("form[data-part]")) return;
    event.preventDefault();
    const part = form.closest("section"), body = new URLSearchParams(new FormData(form));
    if (store.token()) body.set("csrfmiddlewaretoken", store.token());
    const down = form.querySelector("[data-down]");
    let fresh = null, page = null, status = 503;
    try {
      const answer = await fetch(addressOf(form), { method: "POST", body, headers: HEADERS });
      status = answer.status;
      page = parsed(await answer.text());
      fresh = page.getElementById(part.id);
    } catch { /* the line is down: what was typed stays in its field */ }
    if (!fresh && down && status === 503) { down.hidden = false; return; }
    if (!fresh) return form.submit(); // the whole page says what is the matter
    part.replaceWith(fresh);
    showLinks(page);
    fresh.querySelector("[name=text]")?.focus();
  });

  // --- files: one after the other, each with its progress ---
  function upload(form, file, line) {
    return new Promise((done) => {
      const request = new XMLHttpRequest(), body = new FormData();
      body.append("csrfmiddlewaretoken", store.token() ?? form.elements.csrfmiddlewaretoken.value);
      body.append("owner", form.elements.owner.value);
      body.append("file", file);
      const bar = line.querySelector("progress");
      request.upload.addEventListener("progress", (event) => { bar.max = event.total; bar.value = event.loaded; });
      request.addEventListener("loadend", () => done(request.status ? parsed(request.responseText) : null));
      request.open("POST", addressOf(form));
      request.setRequestHeader("HX-Request", "true");
      request.send(body);
    });
  }

  function lineOf(file) {
    const line = document.createElement("li"), name = document.createElement("span"), bar = document.createElement("progress");
    name.textContent = file.name;
    bar.setAttribute("aria-label", file.name);
    line.append(name, bar);
    return line;
  }

  async function attach(form, files) {
    const lines = [...files].map((file) => [file, lineOf(file)]);
    form.parentElement.querySelector("[data-sending]").append(...lines.map(([, line]) => line));
    for (const [file, line] of lines) {
      const page = await upload(form, file, line);
      const fresh = page?.getElementById("evidence"), old = document.getElementById("evidence");
      if (!old) return;
      const refused = fresh?.querySelector(".notice-error");
      if (fresh && !refused) line.remove();
      else line.textContent = fresh ? `${file.name}: ${refused.textContent.trim()}` : `${file.name} ${form.dataset.wordsFailed}`;
      line.classList.toggle("field-error", !fresh || Boolean(refused));
      if (!fresh) continue;
      refused?.remove();
      fresh.querySelector("[data-sending]")?.replaceChildren(...old.querySelectorAll("[data-sending] > li"));
      old.replaceWith(fresh);
        showLinks(page);
      announce(refused ? line.textContent : file.name);
    }
  }

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-files]");
    if (form && event.target.type === "file" && event.target.files.length) attach(form, event.target.files);
  });
  for (const name of ["dragover", "drop"]) {
    document.addEventListener(name, (event) => {
      const form = event.target.closest?.("#evidence")?.querySelector("form[data-files]");
      if (!form || !event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      if (name === "drop") attach(form, event.dataTransfer.files);
    });
  }

  // --- browsers that do not know :has() fold areas by this ---
  if (!CSS.supports("selector(:has(a))")) {
    table?.addEventListener("change", (event) => {
      const area = event.target.closest("tbody.area");
      for (const rows of area ? table.querySelectorAll(`tbody[data-area="${area.dataset.area}"]:not(.area)`) : []) {
        rows.classList.toggle("is-folded", event.target.checked);
      }
    });
  }
})();
