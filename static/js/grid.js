// Owns the cells of the quarter being entered: their states, saving what waits in one request, keeping values while the line is down.
(() => {
  "use strict";
  const table = document.querySelector("[data-grid]");
  const all = document.getElementById("cells"); // the form all fields belong to
  const store = window.kept;
  if (!table || !all || !store) return;

  const RETRY_AFTER = 15000; // ms; a line that came back without telling the browser
  const GIVE_UP_AFTER = 20000; // ms; an answer that does not come
  const owner = all.elements.owner.value;
  const words = (name) => table.dataset[`words${name}`];
  const cells = () => [...table.querySelectorAll(".cell")];
  const inputOf = (cell) => cell.querySelector("[name=text]");
  const versionOf = (cell) => cell.querySelector("input[name=version]");
  const nameOf = (cell) => inputOf(cell).getAttribute("aria-label");
  const sayingOf = (cell) => cell.querySelector(".cell-state").textContent.replace(/\s+/g, " ").trim();
  // A field of one line shows no line ends; the text it came with may have some.
  const flat = (text) => text.replace(/[\r\n]/g, "");
  const isChanged = (cell) => flat(inputOf(cell).value) !== flat(inputOf(cell).defaultValue);
  const announce = (text) => { document.getElementById("announcer").textContent = text; };
  const isBengali = document.documentElement.lang === "bn";
  const told = (name, number) => words(name).replace("{n}", number.toLocaleString(isBengali ? "bn-BD" : "en"));

  // --- states the browser knows of; all others come from the server inside the cell ---
  const UNSAVED = ["typing", "queued", "saving", "waiting", "signedout", "failed", "forbidden"];
  const stateOf = (cell) => UNSAVED.find((name) => cell.classList.contains(`is-${name}`));

  const saidOf = new WeakMap(); // by cell: its class and its state as the server last told them

  function setState(cell, name) {
    const state = cell.querySelector(".cell-state");
    if (!stateOf(cell)) saidOf.set(cell, [cell.className, [...state.childNodes]]);
    cell.className = cell.className.replace(/\bis-[a-z]+/, `is-${name}`);
    state.textContent = words(name[0].toUpperCase() + name.slice(1));
  }

  function sayAgain(cell) {
    const [className, said] = saidOf.get(cell);
    cell.className = className;
    cell.querySelector(".cell-state").replaceChildren(...said);
  }

  // --- values kept in the browser until the server has answered for them ---
  const addressOf = (cell) => cell.dataset.address;
  const keep = (cell, version = versionOf(cell).value) => store.put(addressOf(cell), {
    text: inputOf(cell).value, version, name: nameOf(cell), together: all.getAttribute("action"),
  });
  const forget = (cell) => store.drop(addressOf(cell));
  function restore(cell) {
    const kept = store.get(addressOf(cell));
    if (!kept) return null;
    if (kept.text === inputOf(cell).defaultValue) return forget(cell);
    inputOf(cell).value = kept.text;
    if (!isAsked(cell)) versionOf(cell).value = kept.version; // the server answers with both values if it has moved on
    return cell;
  }

  // --- saving: one request at a time, and in it all that waits, so that nothing races against itself ---
  const pending = new Set(); // ids of cells
  const choices = new Map(); // id of a cell in conflict → which value is kept
  let sending = null; // id → text, of the request that is under way

  function enqueue(cell) {
    if (isAsked(cell)) return typeMine(cell);
    if (sending?.has(cell.id)) return; // what was typed since is seen when the answer comes
    if (!isChanged(cell)) return unchange(cell);
    if (cell.classList.contains("is-forbidden")) return;
    keep(cell);
    pending.add(cell.id);
    setState(cell, "queued");
  }

  // Which of two values is kept is asked; what is typed on meanwhile is mine.
  const isAsked = (cell) => cell.classList.contains("is-conflict");
  function typeMine(cell) {
    cell.querySelector(".conflict-values dd").textContent = inputOf(cell).value;
    if (isChanged(cell)) keep(cell, versionOf(cell).value - 1); // sent from elsewhere it is asked about again
    else forget(cell);
  }

  function save(...some) {
    some.forEach(enqueue);
    sendNext();
  }

  // What was sent after the session had ended stands in its cells as the server kept it.
  function saveKept() {
    for (const cell of cells().filter((each) => each.classList.contains("is-unsent"))) {
      pending.add(cell.id);
      setState(cell, "queued");
    }
    sendNext();
  }

  function unchange(cell) {
    if (!stateOf(cell)) return;
    pending.delete(cell.id);
    choices.delete(cell.id);
    forget(cell);
    sayAgain(cell);
  }

  function sendNext() {
    if (sending || !pending.size) return;
    if (!navigator.onLine) return pending.forEach((id) => setState(document.getElementById(id), "waiting"));
    const [chosen] = [...pending].filter((id) => choices.has(id)); // goes alone
    const ids = chosen ? [chosen] : [...pending];
    ids.forEach((id) => pending.delete(id));
    send(ids.map((id) => document.getElementById(id)));
  }

  function bodyOf(some) {
    const body = new URLSearchParams({ owner, csrfmiddlewaretoken: store.token() ?? all.elements.csrfmiddlewaretoken.value });
    for (const cell of some) {
      body.append("cell", cell.id.replace("cell-", ""));
      body.append("version", versionOf(cell).value);
      body.append("text", inputOf(cell).value);
    }
    if (choices.has(some[0].id)) body.append("keep", choices.get(some[0].id));
    return body;
  }

  async function send(some) {
    sending = new Map(some.map((cell) => [cell.id, inputOf(cell).value]));
    const body = bodyOf(some);
    some.forEach((cell) => setState(cell, "saving"));
    const failed = await ask(some, body);
    if (!failed) some.forEach((cell) => choices.delete(cell.id)); // else the choice waits as the value does
    const sent = sending;
    sending = null;
    if (failed) some.forEach((cell) => hold(cell, failed));
    else settle(sent);
    tell(failed);
    if (failed !== "waiting") sendNext();
  }

  // What kept the server from answering for the cells; nothing where it did, and the page shows what it said.
  async function ask(some, body) {
    const address = some.length === 1 ? addressOf(some[0]) : all.getAttribute("action");
    const stop = new AbortController(), timer = setTimeout(() => stop.abort(), GIVE_UP_AFTER);
    try {
      const answer = await fetch(address, { method: "POST", body, headers: { "HX-Request": "true" }, signal: stop.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!page.getElementById(some[0].id)) return failure(answer, page);
      show(page);
      return "";
    } catch {
      return "waiting"; // the line is down
    } finally {
      clearTimeout(timer);
    }
  }

  let isOther = false; // whether somebody else is signed in
  const tell = (failed) => {
    if (["", "signedout"].includes(failed)) table.dispatchEvent(new CustomEvent(`grid:${failed || "saved"}`, { detail: { isOther } }));
  };

  function failure(answer, page) {
    const other = page.body.dataset.owner;
    isOther = Boolean(other) && other !== owner;
    if (answer.ok || answer.status === 401 || isOther) return "signedout"; // a log-in page, not our cell
    return [403, 404].includes(answer.status) ? "forbidden" : "failed";
  }

  const isGivenUp = (cell) => choices.has(cell.id) && choices.get(cell.id) !== "mine"; // another value was chosen
  function hold(cell, state) {
    if (isGivenUp(cell)) forget(cell);
    else keep(cell);
    setState(cell, state);
    announce(`${nameOf(cell)}: ${words(state[0].toUpperCase() + state.slice(1))}`);
  }

  // --- the server's answers: parts of the page, each in the place of the one with its id ---
  function show(page) {
    // A list that stays as it is while its parts move into the page.
    for (const part of page.querySelectorAll("body > *")) {
      const old = document.getElementById(part.id);
      if (old) replace(old, part);
    }
  }

  function replace(old, part) {
    const active = old.contains(document.activeElement) ? document.activeElement : null;
    const { selectionStart: start, selectionEnd: end } = active ?? {};
    const since = sending.has(old.id) && inputOf(old).value !== sending.get(old.id) ? inputOf(old).value : null;
    part.removeAttribute("hx-swap-oob");
    old.replaceWith(part);
    if (since !== null) inputOf(part).value = since; // typed on while the answer was under way
    const again = active?.id ? document.getElementById(active.id) : null;
    again?.focus({ preventScroll: true });
    if (Number.isInteger(start)) again?.setSelectionRange(start, end);
  }

  function settle(sent) {
    const answered = [...sent].map(([id, text]) => [document.getElementById(id), text]);
    const since = answered.filter(([cell, text]) => inputOf(cell).value !== text && isChanged(cell)).map(([cell]) => cell);
    const done = answered.map(([cell]) => cell).filter((cell) => !since.includes(cell));
    done.filter((cell) => !("notKept" in cell.dataset)).forEach(forget); // refused values the server has kept too
    done.forEach(strike);
    if (done.length) announce(sayAll(done));
    since.forEach((cell) => keep(cell));
    since.filter((cell) => document.activeElement === inputOf(cell)).forEach((cell) => setState(cell, "typing"));
    since.filter((cell) => document.activeElement !== inputOf(cell)).forEach(enqueue);
  }

  // The lists above the form name what is not saved, as long as it is not.
  const isOpen = (cell) => ["is-refused", "is-unsent", "is-conflict"].some((name) => cell.classList.contains(name));
  function strike(cell) {
    if (isOpen(cell)) return;
    for (const line of document.querySelectorAll(`.refused-list [data-own="${cell.id}"]`)) {
      const list = line.closest(".refused-list");
      line.remove();
      if (!list.querySelector("li")) list.remove();
    }
  }

  function sayAll(done) {
    const odd = done.filter((cell) => done.length === 1 || !cell.classList.contains("is-saved"));
    const saved = done.length - odd.length;
    return [saved ? told("Together", saved) : "", ...odd.map((cell) => `${nameOf(cell)}: ${sayingOf(cell)}`)].filter(Boolean).join(" ");
  }

  // --- what the person does ---
  const cellOf = (element) => element?.closest?.(".cell");

  function retry(states) {
    cells().filter((cell) => states.includes(stateOf(cell))).forEach((cell) => pending.add(cell.id));
    sendNext();
  }

  table.addEventListener("input", (event) => {
    const cell = cellOf(event.target);
    if (!cell || event.target !== inputOf(cell)) return;
    if (isAsked(cell)) return typeMine(cell);
    choices.delete(cell.id);
    keep(cell);
    setState(cell, "typing");
  });
  table.addEventListener("focusout", (event) => {
    const cell = cellOf(event.target);
    if (cell && event.target === inputOf(cell) && document.contains(cell)) save(cell);
  });
  all.addEventListener("submit", (event) => {
    event.preventDefault();
    const cell = cellOf(event.submitter);
    if (!cell) return saveKept();
    if (sending?.has(cell.id)) return;
    if (!event.submitter.name) return save(cell);
    choices.set(cell.id, event.submitter.value);
    pending.add(cell.id);
    sendNext();
  });

  window.addEventListener("online", () => retry(["waiting", "failed"]));
  window.addEventListener("focus", () => retry(["signedout", "waiting", "failed"]));
  setInterval(() => retry(["waiting", "failed"]), RETRY_AFTER);
  window.addEventListener("beforeunload", (event) => {
    if (cells().some((cell) => (isAsked(cell) ? isChanged(cell) : stateOf(cell) && stateOf(cell) !== "forbidden"))) event.preventDefault();
  });

  window.grid = { table, cells, inputOf, isChanged, save, announce, words, told, retry };
  save(...cells().map(restore).filter(Boolean));
})();
