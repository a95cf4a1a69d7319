// Owns the row opened in its place: fetching it, files with their progress, remark and claim saved while typing goes on.
(() => {
  "use strict";
  const store = window.kept;
  const table = document.querySelector(".form-table");
  if (!store) return;
  const parsed = (text) => new DOMParser().parseFromString(text, "text/html");
  const announce = (text) => { document.getElementById("announcer").textContent = text; };
  const HEADERS = { "HX-Request": "true" };
  const RETRY_AFTER = 15000; // ms; a line that came back without telling the browser
  const GIVE_UP_AFTER = 20000; // ms; an answer that does not come

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

  let coming = ""; // where the link leads that was followed last, until its row is there
  async function open(row, link) {
    close();
    coming = link.href;
    let text = null;
    try {
      text = await (await fetch(link.pathname, { headers: HEADERS })).text();
    } catch { /* the line is down: the link can be tried again */ }
    if (coming !== link.href) return; // another row was asked for meanwhile
    coming = "";
    if (text === null) return;
    if (!text.includes("class=\"row-open\"")) return window.location.assign(link.href); // a log-in page
    close();
    const cell = placeBehind(row);
    cell.innerHTML = text;
    row.classList.add("is-open");
    tellLinks(row, "true");
    cell.querySelectorAll("form[data-autosave]").forEach(restore);
    comments().forEach(takeUp);
    const wanted = cell.querySelector(link.hash === "#words" ? "#words [name=text]" : ".row-open");
    wanted?.focus({ preventScroll: wanted.matches("div") });
  }

  function close() {
    const row = openRow();
    if (!row) return null;
    document.querySelectorAll("form[data-autosave]").forEach(save);
    comments().filter(isWritten).forEach((field) => begun.set(addressOf(field.form), field.value));
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
    if (row.classList.contains("is-open")) return close();
    return coming === link.href ? undefined : open(row, link);
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
  const isNotKept = (form) => "notKept" in form.dataset; // refused, or somebody wrote meanwhile
  const pending = new Map(); // id → form; that of a row closed meanwhile is sent all the same
  const unsent = new Map(); // id → form for which the server has not answered, or not with a yes
  const held = new Set(); // ids of those that are tried again
  let sending = null; // id; one request at a time: an answer shows both of them

  function keep(form) {
    const name = `${form.dataset.number} ${form.querySelector("label").textContent}`;
    store.put(addressOf(form), { text: form.elements.text.value, version: form.elements.version.value, name, id: form.id });
  }
  function restore(form) {
    const kept = store.get(addressOf(form));
    if (!kept) return;
    if (kept.text === form.elements.text.defaultValue) return isNotKept(form) ? undefined : forget(form);
    form.elements.text.value = kept.text;
    form.elements.version.value = kept.version;
    save(form);
  }
  function forget(form) {
    store.drop(addressOf(form));
    unsent.delete(form.id);
  }

  function save(form) {
    if (isChanged(form) || sending === form.id) queue(form);
    else unchange(form);
  }

  function queue(form) {
    keep(form);
    unsent.set(form.id, form);
    pending.set(form.id, form);
    sendNext();
  }

  function unchange(form) {
    pending.delete(form.id);
    held.delete(form.id);
    if (!isNotKept(form)) forget(form);
    if (saidOf.has(form)) stateOf(form).replaceChildren(...saidOf.get(form));
  }

  async function sendNext() {
    const [id] = pending.keys(), form = id && (document.getElementById(id) ?? pending.get(id));
    if (sending || !id) return;
    pending.delete(id);
    held.delete(id);
    sending = id;
    await send(form);
    sending = null;
    sendNext();
  }

  async function send(form) {
    say(form, "Saving");
    const typed = form.elements.text.value, body = new URLSearchParams(new FormData(form));
    body.set("owner", document.body.dataset.owner);
    if (store.token()) body.set("csrfmiddlewaretoken", store.token());
    let answer = null, page = null;
    try {
      answer = await fetch(addressOf(form), { method: "POST", body, headers: HEADERS, signal: AbortSignal.timeout(GIVE_UP_AFTER) });
      page = parsed(await answer.text());
    } catch { /* the line is down */ }
    if (!page?.getElementById("words")) return hold(form, page && failure(answer, page));
    if (answer.ok) forget(form);
    return show(page, document.getElementById(form.id) ?? form, typed);
  }

  function failure(answer, page) {
    const other = page.body.dataset.owner;
    if (answer.status >= 500) return null;
    return answer.ok || answer.status === 401 || (other && other !== document.body.dataset.owner) ? "Signedout" : "Forbidden";
  }

  function hold(form, failed) {
    keep(form);
    unsent.set(form.id, form);
    if (failed !== "Forbidden") held.add(form.id);
    say(form, failed ?? "Waiting");
  }

  function retry() {
    for (const id of held) pending.set(id, unsent.get(id));
    sendNext();
  }

  let isShowing = false; // a field that goes from the page is not left by who types
  // The answer in the place of the old part; what is being typed in it meanwhile stays, and so does what was not taken.
  function show(page, form, typed) {
    const old = document.getElementById("words"), fresh = page.getElementById("words"), own = fresh.querySelector(`#${form.id}`);
    showLinks(page);
    if (!old?.contains(form)) return own && takeOver(form, own, typed);
    const { id, selectionStart: start, selectionEnd: end } = old.contains(document.activeElement) ? document.activeElement : {};
    isShowing = true;
    for (const each of old.querySelectorAll("form[data-autosave]")) {
      if (each !== form && (isChanged(each) || isNotKept(each))) fresh.querySelector(`#${each.id}`)?.replaceWith(each);
    }
    const value = form.elements.text.value;
    old.replaceWith(fresh);
    if (own && value !== typed) typeOn(own, value);
    const again = id && document.getElementById(id);
    again?.focus();
    isShowing = false;
    if (start !== undefined) again?.setSelectionRange?.(start, end);
    return announce((own ? stateOf(own) : fresh.querySelector(".not-taken"))?.textContent.trim() ?? "");
  }
  function typeOn(form, value) {
    form.elements.text.value = value;
    keep(form);
    unsent.set(form.id, form);
    say(form, "Typing");
  }
  // Of a row closed meanwhile: what is typed over what from now on.
  function takeOver(form, own, typed) {
    form.elements.version.value = own.elements.version.value;
    form.elements.text.defaultValue = typed;
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
    if (form && event.target.name === "text" && document.contains(form) && !isShowing) save(form);
  });
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-autosave]");
    if (!form) return;
    held.delete(form.id);
    keep(form);
    unsent.set(form.id, form);
    say(form, "Typing");
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-autosave]")) return;
    event.preventDefault();
    if (isNotKept(event.target)) queue(event.target); // said to be kept by saving again
    else save(event.target);
  });
  for (const name of ["online", "focus"]) window.addEventListener(name, retry);
  setInterval(retry, RETRY_AFTER);
  const isUnsaved = () => unsent.size > 0 || forms().some((form) => isChanged(form) || isNotKept(form));

  // --- talk, and files taken off: the part of the row that answers stands in the place of the old one ---
  const begun = new Map(); // address → comment that was being written when its row was closed
  const comments = () => [...document.querySelectorAll("form[data-part] [name=text]")];
  const isWritten = (field) => field.value !== field.defaultValue;
  function takeUp(field) {
    field.value = begun.get(addressOf(field.form)) ?? field.value;
    begun.delete(addressOf(field.form));
  }
  let isSubmitted = false; // the page goes with what was typed
  let uploading = 0;
  const total = document.querySelector("#total-claim form");
  total?.addEventListener("input", () => { isSubmitted = false; });
  total?.addEventListener("submit", () => { isSubmitted = true; });
  window.addEventListener("beforeunload", (event) => {
    const isBegun = uploading || begun.size || comments().some(isWritten) || (total && isWritten(total.elements.text));
    if (!isSubmitted && (isUnsaved() || isBegun)) event.preventDefault();
  });

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("form[data-part]")) return;
    event.preventDefault();
    const part = form.closest("section"), body = new URLSearchParams(new FormData(form));
    if (store.token()) body.set("csrfmiddlewaretoken", store.token());
    const down = form.querySelector("[data-down]"), field = form.elements.text, sent = field?.value;
    let fresh = null, page = null, status = 503;
    try {
      const answer = await fetch(addressOf(form), { method: "POST", body, headers: HEADERS });
      status = answer.status;
      page = parsed(await answer.text());
      fresh = page.getElementById(part.id);
    } catch { /* the line is down: what was typed stays in its field */ }
    if (!fresh && down && status === 503) { down.hidden = false; return; }
    if (!fresh) { // the whole page says what is the matter
      isSubmitted = true;
      return form.submit();
    }
    part.replaceWith(fresh);
    if (status === 200) begun.delete(addressOf(form));
    if (field && field.value !== sent) fresh.querySelector("[name=text]").value = field.value; // typed on meanwhile
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
    uploading += lines.length;
    for (const [file, line] of lines) {
      const page = await upload(form, file, line);
      uploading -= 1;
      const fresh = page?.getElementById("evidence"), old = line.isConnected ? document.getElementById("evidence") : null;
      if (!old) { // the row was closed: its link tells of the file
        if (page) showLinks(page);
        continue;
      }
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

  forms().forEach(restore); // of a row on a page of its own

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
