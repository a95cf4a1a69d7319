// Owns the list of values this browser holds and the server never had: sent when it can be, named before they are lost.
(() => {
  "use strict";
  const panel = document.getElementById("unsent");
  const store = window.kept;
  if (!panel || !store) return;
  const part = (name) => panel.querySelector(`[data-${name}]`);
  const cells = panel.dataset.cells?.split(" "); // undefined: every cell this person typed into
  const numberOf = (address) => /\/cells\/(\d+)\//.exec(address)?.[1];
  const isHere = ({ address }) => !cells || cells.includes(numberOf(address));
  const unsent = () => store.mine().filter((each) => typeof each.text === "string" && isHere(each));
  const count = (number) => number.toLocaleString(document.documentElement.lang === "bn" ? "bn-BD" : "en");
  const buttons = document.querySelectorAll("[data-needs-nothing-unsent]");

  function line(each) {
    const item = part("line").content.firstElementChild.cloneNode(true);
    item.querySelector("[data-name]").textContent = each.name ?? `${panel.dataset.wordsCell} ${numberOf(each.address)}`;
    item.querySelector("[data-text]").textContent = each.text;
    item.querySelector("button")?.addEventListener("click", () => { store.drop(each.address); show(); });
    return item;
  }

  function show() {
    const found = unsent();
    panel.hidden = !found.length && !(!cells && store.others());
    part("count").textContent = count(found.length);
    part("list").replaceChildren(...found.map(line));
    if (part("others")) part("others").hidden = !store.others();
    buttons.forEach((button) => { button.disabled = found.length > 0; });
    document.querySelectorAll("[data-lose]").forEach((button) => {
      if (found.length) button.textContent = button.dataset.lose.replace("{n}", count(found.length));
    });
    return found;
  }

  // Which values the server has answered for: stored them, or keeps them as refused.
  async function send(some) {
    const token = store.token() ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    const body = new URLSearchParams({ owner: document.body.dataset.owner, csrfmiddlewaretoken: token });
    for (const each of some) {
      body.append("cell", numberOf(each.address));
      body.append("version", each.version);
      body.append("text", each.text);
    }
    const answer = await fetch(some[0].together ?? some[0].address, { method: "POST", body, headers: { "HX-Request": "true" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const partOf = (each) => page.getElementById(each.id ?? `cell-${numberOf(each.address)}`); // a remark has its own id
    return some.filter((each) => partOf(each) && !("notKept" in partOf(each).dataset));
  }

  // Those of a quarter go together.
  function groups() {
    const found = new Map();
    for (const each of unsent()) {
      const place = each.together ?? each.address;
      found.set(place, [...(found.get(place) ?? []), each]);
    }
    return [...found.values()];
  }

  async function sendAll() {
    let sent = 0;
    for (const some of groups()) {
      let answered = [];
      try { answered = await send(some); } catch { /* the line is down: they stay in the list */ }
      answered.forEach((each) => store.drop(each.address));
      sent += answered.length;
    }
    const left = show();
    part("state").textContent = left.length ? panel.dataset.wordsLeft : panel.dataset.wordsSent;
    if (sent && cells) window.location.reload(); // the page below shows what is stored
  }

  part("again").addEventListener("click", sendAll);
  window.addEventListener("online", sendAll);
  document.querySelector("[data-sign-out-now]")?.addEventListener("submit", () => {
    store.mine().forEach(({ address }) => store.drop(address));
  });
  if (show().length) sendAll();
})();
