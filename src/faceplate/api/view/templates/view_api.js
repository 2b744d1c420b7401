"use strict";
// Copies the code of an endpoint; the language is chosen without a script.
for (const button of document.querySelectorAll("button.copy")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const code = button.closest("figure").querySelector("code");
    const status = document.getElementById("status");
    try {
      await navigator.clipboard.writeText(code.textContent);
      status.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(code);
      status.textContent = "Selected: press the keys that copy";
    }
    setTimeout(() => (status.textContent = ""), 2000);
  });
}
