// Owns the cells of the quarter being entered: their states, saving one after the other, keeping values while the line is down.
(() => {
  "use strict";
  const table = document.querySelector("[data-grid]");
  const store = window.kept;
  if (!table || !window.htmx || !store) return;

  const RETRY_AFTER = 15000; // ms; a line that came back without telling the browser
  const words = (name) => table.dataset[`words${name}`];
  const forms = () => [...table.querySelectorAll("form.cell")];
  const inputOf = (form) => form.elements.text;
  const isChanged = (form) => inputOf(form).value !== inputOf(form).defaultValue;
  const announce = (text) => { document.getElementById("announcer").textContent = text; };

  // --- states the browser knows of; all others come from the server inside the cell ---
  const UNSAVED = ["typing", "queued", "saving", "waiting", "signedout", "failed", "forbidden"];
  const stateOf = (form) => UNSAVED.find((name) => form.classList.contains(`is-${name}`));

  function setState(form, name) {
    form.className = form.className.replace(/\bis-[a-z]+/, `is-${name}`);
    form.querySelector(".cell-state").textContent = words(name[0].toUpperCase() + name.slice(1));
  }

  // --- values kept in the browser until the server has answered for them ---
  const addressOf = (form) => form.getAttribute("action");
  function keep(form) {
    const name = inputOf(form).getAttribute("aria-label");
    store.put(addressOf(form), { text: inputOf(form).value, version: form.elements.version.value, name });
  }
  const forget = (form) => store.drop(addressOf(form));
  function restore(form) {
    const kept = store.get(addressOf(form));
    if (!kept) return;
    if (kept.text === inputOf(form).defaultValue) return forget(form);
    inputOf(form).value = kept.text;
    form.elements.version.value = kept.version; // the server answers with both values if it has moved on
    save(form);
  }

  // --- saving: one request at a time, so that a pasted column does not race against itself ---
  const queue = new Set(); // ids of forms
  let sending = null; // { id, text }

  function save(form) {
    if (form.classList.contains("is-conflict") || form.classList.contains("is-forbidden")) return;
    if (sending?.id === form.id) return; // what was typed since is seen when the answer comes
    if (!isChanged(form)) return unchange(form);
    keep(form);
    queue.add(form.id);
    setState(form, "queued");
    sendNext();
  }

  function unchange(form) {
    if (!stateOf(form)) return;
    queue.delete(form.id);
    forget(form);
    setState(form, "idle");
  }

  function sendNext() {
    if (sending) return;
    const [id] = queue;
    if (!id) return;
    if (!navigator.onLine) return queue.forEach((one) => setState(document.getElementById(one), "waiting"));
    queue.delete(id);
    const form = document.getElementById(id);
    sending = { id, text: inputOf(form).value };
    setState(form, "saving");
    form.requestSubmit();
  }

  function retry(states) {
    forms().filter((form) => states.includes(stateOf(form))).forEach((form) => queue.add(form.id));
    sendNext();
  }

  table.addEventListener("htmx:configRequest", (event) => {
    const token = store.token();
    if (token) event.detail.parameters.csrfmiddlewaretoken = token;
  });

  function hold(form, state) {
    keep(form);
    setState(form, state);
    announce(`${inputOf(form).getAttribute("aria-label")}: ${words(state[0].toUpperCase() + state.slice(1))}`);
  }

  // --- the server's answers ---
  const isOurs = (event) => event.detail.requestConfig?.elt?.matches?.("form.cell");
  const failure = (status) => (status === 0 ? "waiting" : status === 401 ? "signedout" : [403, 404].includes(status) ? "forbidden" : "failed");

  table.addEventListener("htmx:beforeSwap", (event) => {
    if (!isOurs(event) || !event.detail.shouldSwap) return;
    const form = event.detail.requestConfig.elt;
    const typedSince = sending ? inputOf(form).value !== sending.text : false;
    form.later = typedSince ? inputOf(form).value : null;
    if (!event.detail.serverResponse.includes(`id="${form.id}"`)) {
      event.detail.shouldSwap = false; // a log-in page, not our cell
      form.answered = "signedout";
    }
  });

  table.addEventListener("htmx:afterRequest", (event) => {
    if (!isOurs(event)) return;
    const old = event.detail.requestConfig.elt;
    const form = document.getElementById(old.id);
    sending = null;
    if (form === old) hold(form, old.answered || failure(event.detail.xhr.status));
    else settle(form, old.later);
    old.answered = null;
    if (stateOf(form) !== "waiting") sendNext();
  });

  function settle(form, later) {
    if (later === null || later === undefined) {
      if (!("notKept" in form.dataset)) forget(form); // refused values the server has kept too
      announce(`${inputOf(form).getAttribute("aria-label")}: ${form.querySelector(".cell-state").textContent.trim()}`);
      return;
    }
    window.htmx.process(form); // before htmx itself gets round to it
    inputOf(form).value = later; // typed on while the answer was under way
    keep(form);
    if (document.activeElement === inputOf(form)) setState(form, "typing");
    else save(form);
  }

  // --- what the person does ---
  table.addEventListener("input", (event) => {
    const form = event.target.closest("form.cell");
    if (!form || form.classList.contains("is-conflict")) return;
    keep(form);
    setState(form, "typing");
  });
  table.addEventListener("focusout", (event) => {
    const form = event.target.closest("form.cell");
    if (form && event.target === inputOf(form) && document.contains(form)) save(form);
  });
  table.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("form.cell") && sending?.id !== form.id) sending = { id: form.id, text: inputOf(form).value };
  }, true);

  window.addEventListener("online", () => retry(["waiting", "failed"]));
  window.addEventListener("focus", () => retry(["signedout", "waiting", "failed"]));
  setInterval(() => retry(["waiting", "failed"]), RETRY_AFTER);
  window.addEventListener("beforeunload", (event) => {
    if (forms().some((form) => stateOf(form) && stateOf(form) !== "forbidden")) event.preventDefault();
  });

  window.grid = { table, forms, inputOf, isChanged, save, announce, words };
  forms().forEach(restore);
})();
