"use strict";
// Loads the page again when the library has changed, and when the server is there again.
(() => {
  const number = document.currentScript.dataset.number;
  const changes = new EventSource("/changes");
  changes.addEventListener("message", (event) => {
    if (event.data !== number) location.reload();
  });
})();
