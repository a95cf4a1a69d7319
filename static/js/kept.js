// Owns the values kept in the browser until the server has answered for them, each under the person who typed it,
// in its tab alone where others use the computer, and asking before they are lost at signing out. Nobody else's values are shown or sent from here.
(() => {
  "use strict";
  const owner = document.body.dataset.owner;
  if (!owner) return;
  const prefix = `cell:${owner}:`;
  const attempt = (deed, otherwise) => { try { return deed(); } catch { return otherwise; } }; // a store may be full or forbidden

  // On a computer that others use too, values stay in their tab and go with it.
  const isShared = "shared" in document.body.dataset;
  const storage = attempt(() => (isShared ? window.sessionStorage : window.localStorage), null);
  const keysOf = (place) => attempt(() => Object.keys(place).filter((key) => key.startsWith("cell:")), []);
  const keys = () => keysOf(storage);
  const read = (key) => attempt(() => JSON.parse(storage.getItem(key)), null);

  const put = (address, value) => attempt(() => storage.setItem(prefix + address, JSON.stringify(value)), null);
  const get = (address) => read(prefix + address);
  const drop = (address) => attempt(() => storage.removeItem(prefix + address), null);

  // What was kept before somebody said so moves into the tab.
  if (isShared) {
    for (const key of keysOf(attempt(() => window.localStorage, null)).filter((each) => each.startsWith(prefix))) {
      attempt(() => { storage.setItem(key, localStorage.getItem(key)); localStorage.removeItem(key); }, null);
    }
  }

  // A log-in that was opened beside a page tells it, and is done.
  if ("signedIn" in document.body.dataset) {
    new BroadcastChannel("signed-in").postMessage(owner);
    window.close();
  }

  const mine = () => keys().filter((key) => key.startsWith(prefix))
    .map((key) => ({ address: key.slice(prefix.length), ...read(key) }));
  const others = () => keys().filter((key) => !key.startsWith(prefix)).length;

  // Signing in again in another tab changes the token; the cookie always has the one of today.
  const token = () => /(?:^|; )(?:__Host-)?csrftoken=([^;]+)/.exec(document.cookie)?.[1];

  window.kept = { put, get, drop, mine, others, token };

  // Signing out clears the browser's store: whoever has values here sees them first.
  document.querySelector("[data-sign-out]")?.addEventListener("submit", (event) => {
    if (!mine().length && !others()) return;
    event.preventDefault();
    window.location.assign(event.target.action);
  });
})();
