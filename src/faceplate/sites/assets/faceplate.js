"use strict";
// Copies a page as Markdown. The button is shown where scripts run; without them the link does it.
(() => {
  const show = () => {
    for (const button of document.querySelectorAll(".faceplate-copy")) button.hidden = false;
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.(".faceplate-copy");
    if (!button) return;
    const status = button.parentElement.querySelector(".faceplate-status");
    const address = new URL(button.dataset.faceplateCopy, document.baseURI);
    try {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(answer.statusText);
      await navigator.clipboard.writeText(await answer.text());
      status.textContent = "Copied";
    } catch {
      // A page opened as a file may not read another one; there the reader copies by hand.
      status.textContent = "Not copied: open the Markdown and copy it there";
    }
    setTimeout(() => (status.textContent = ""), 4000);
  });
  // Themes that change pages without loading them say so.
  if (typeof document$ !== "undefined") document$.subscribe(show);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", show);
  else show();
})();
