// Owns what a page says to who is signed out while typing: log-in beside the page, after which what waits is sent.
(() => {
  "use strict";
  const dialog = document.getElementById("signed-out");
  if (!window.grid || !dialog) return;
  const { table, retry } = window.grid;
  const part = (name) => dialog.querySelector(`[data-${name}]`);

  let isTold = false; // once until something is saved again, not for each cell
  table.addEventListener("grid:signedout", (event) => {
    part("nobody").hidden = event.detail.isOther;
    part("other").hidden = !event.detail.isOther;
    if (!isTold && !dialog.open) dialog.showModal();
    isTold = true;
  });
  table.addEventListener("grid:saved", () => {
    isTold = false;
    if (dialog.open) dialog.close();
  });
  part("later").addEventListener("click", () => dialog.close());
  part("sign-in").addEventListener("click", (event) => {
    if (window.open(event.currentTarget.href, "sign-in", "popup,width=520,height=720")) event.preventDefault();
  });
  new BroadcastChannel("signed-in").addEventListener("message", () => retry(["signedout"]));
})();
