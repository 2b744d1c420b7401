"use strict";
// Calls of an app: a language that is chosen once holds for the page. Code of ours is copied. A theme or
// an extension that has a button of its own to copy keeps it.
document.addEventListener("DOMContentLoaded", () => {
  document.addEventListener("change", (event) => {
    if (!event.target.matches?.(".faceplate-snippets .languages input")) return;
    const { value } = event.target;
    const same = `.faceplate-snippets .languages input[value="${CSS.escape(value)}"]`;
    for (const one of document.querySelectorAll(same)) one.checked = true;
    event.target.scrollIntoView({ block: "nearest" });
  });
  if (document.querySelector(".copybtn")) return;
  for (const code of document.querySelectorAll(":is(.faceplate, .faceplate-snippets) div.highlight")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "faceplate-copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      const text = code.querySelector("pre");
      try {
        await navigator.clipboard.writeText(text.textContent);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(text);
        button.textContent = "Selected";
      }
      setTimeout(() => (button.textContent = "Copy"), 4000);
    });
    code.prepend(button);
  }
});
