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

  // Whether the server has answered for a value: stored it, or keeps it as refused.
  async function send(each) {
    const token = store.token() ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    const body = new URLSearchParams({ text: each.text, version: each.version, csrfmiddlewaretoken: token });
    const answer = await fetch(each.address, { method: "POST", body, headers: { "HX-Request": "true" } });
    const cell = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(`cell-${numberOf(each.address)}`);
    return cell !== null && !("notKept" in cell.dataset);
  }

  async function sendAll() {
    let sent = 0;
    for (const each of unsent()) {
      let isAnswered = false;
      try { isAnswered = await send(each); } catch { /* the line is down: it stays in the list */ }
      if (isAnswered) { store.drop(each.address); sent += 1; }
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
