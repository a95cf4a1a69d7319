// Owns the values kept in the browser until the server has answered for them, each under the person who typed it,
// and asking before they are lost at signing out. Nobody else's values are shown or sent from here.
(() => {
  "use strict";
  const owner = document.body.dataset.owner;
  if (!owner) return;
  const prefix = `cell:${owner}:`;

  const keys = () => { try { return Object.keys(localStorage).filter((key) => key.startsWith("cell:")); } catch { return []; } };
  const read = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };

  const put = (address, value) => {
    try { localStorage.setItem(prefix + address, JSON.stringify(value)); } catch { /* full or forbidden: the page still holds it */ }
  };
  const get = (address) => read(prefix + address);
  const drop = (address) => { try { localStorage.removeItem(prefix + address); } catch { /* nothing was kept */ } };
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
