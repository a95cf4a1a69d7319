"use strict";
// Django's script counts the rows that are ticked with digits 0 to 9; whoever reads Bengali gets Bengali ones.
document.addEventListener("DOMContentLoaded", () => {
  const counter = document.querySelector(".action-counter");
  if (!counter || document.documentElement.lang !== "bn") return;
  const turn = () => {
    const text = counter.textContent.replace(/[0-9]/g, (digit) => String.fromCharCode(0x09e6 + Number(digit)));
    if (text !== counter.textContent) counter.textContent = text;
  };
  new MutationObserver(turn).observe(counter, { childList: true, characterData: true, subtree: true });
  turn();
});
