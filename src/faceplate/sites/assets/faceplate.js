"use strict";
// Copies a page as Markdown, a block of code, and the code of an endpoint. Buttons show where scripts
// run; without them there is a link, and the code can be selected.
(() => {
  const show = () => {
    const buttons = ".faceplate-copy, .faceplate-api button.copy";
    for (const button of document.querySelectorAll(buttons)) button.hidden = false;
    // Material has buttons of its own, where a site asks for them.
    if (document.querySelector("#__config")?.textContent.includes('"content.code.copy"')) return;
    for (const code of document.querySelectorAll(".faceplate pre > code")) {
      if (code.closest(".faceplate-code")) continue;
      const box = document.createElement("div");
      box.className = "faceplate-code";
      code.parentElement.replaceWith(box);
      const button = document.createElement("button");
      button.type = "button";
      button.className = "faceplate-copy-code";
      button.textContent = "Copy";
      box.append(code.parentElement, button);
    }
  };
  const copy_code = async (button) => {
    const code = button.parentElement.querySelector("code");
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(code);
      button.textContent = "Selected";
    }
    setTimeout(() => (button.textContent = "Copy"), 4000);
  };
  const say = (status, words) => {
    status.textContent = words;
    setTimeout(() => (status.textContent = ""), 4000);
  };
  document.addEventListener("click", async (event) => {
    const code_button = event.target.closest?.(".faceplate-copy-code");
    if (code_button) return copy_code(code_button);
    const copy = event.target.closest?.(".faceplate-api button.copy");
    if (copy) {
      const code = copy.closest("figure").querySelector("code");
      const status = copy.closest(".faceplate-api").querySelector(".status");
      try {
        await navigator.clipboard.writeText(code.textContent);
        say(status, "Copied");
      } catch {
        getSelection().selectAllChildren(code);
        say(status, "Selected: press the keys that copy");
      }
      return;
    }
    const button = event.target.closest?.(".faceplate-copy");
    if (!button) return;
    const status = button.parentElement.querySelector(".faceplate-status");
    const address = new URL(button.dataset.faceplateCopy, document.baseURI);
    try {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(answer.statusText);
      await navigator.clipboard.writeText(await answer.text());
      say(status, "Copied");
    } catch {
      // A page opened as a file may not read another one; there the reader copies by hand.
      say(status, "Not copied: open the Markdown and copy it there");
    }
  });
  // Themes that change pages without loading them say so.
  if (typeof document$ !== "undefined") document$.subscribe(show);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", show);
  else show();
})();
