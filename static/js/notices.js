// Owns saying that a page was looked at: the notices that lead to it are read then, and the head tells how many are left.
(() => {
  "use strict";
  const badge = document.querySelector("[data-unread]");
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (!badge || !token) return;
  const bengali = (text) => text.replace(/[0-9]/g, (digit) => "০১২৩৪৫৬৭৮৯"[digit]);
  const tell = async () => {
    const answer = await fetch("/notices/seen/", {
      method: "POST",
      headers: { "X-CSRFToken": token },
      body: new URLSearchParams({ path: location.pathname }),
    });
    if (!answer.ok) return;
    const { unread } = await answer.json();
    badge.hidden = !unread;
    badge.firstChild.data = document.documentElement.lang === "bn" ? bengali(String(unread)) : String(unread);
  };
  // A tab that is opened beside and never looked at reads nothing.
  if (document.visibilityState === "visible") tell().catch(() => {});
  else document.addEventListener("visibilitychange", () => tell().catch(() => {}), { once: true });
})();
