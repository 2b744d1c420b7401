"use strict";
// The search: every page, section, parameter and event by its name or its text. What it looks through
// is loaded when somebody begins to search, as a script, since a page in a folder can load nothing else.
(() => {
  const box = document.querySelector(".search");
  const field = box.querySelector("input");
  const list = box.querySelector("ul");
  const most = 30;
  let entries = null;
  let loading = false;
  let chosen = -1;
  box.hidden = false;

  const load = () => {
    if (loading) return;
    loading = true;
    const script = document.createElement("script");
    script.src = "assets/search-index.js";
    script.addEventListener("load", () => {
      entries = window.faceplateSearch.flatMap(([slug, page, records]) =>
        records.map(([anchor, title, text]) => ({
          address: anchor ? `${slug}.html#${encodeURIComponent(anchor)}` : `${slug}.html`,
          page: anchor ? page : "",
          title,
          text,
          // Of a parameter or an event the title says whose it is; a reader types its own name.
          name: (anchor.includes(".") ? anchor.split(".").pop() : title).toLowerCase(),
          words: text.toLowerCase(),
        })),
      );
      show();
    });
    document.head.append(script);
  };

  // How well an entry fits: the whole name, its beginning, a part of it, words of its text; 0 for not at all.
  const rank = (entry, words) => {
    const whole = words.join(" ");
    if (entry.name === whole) return entry.page ? 5 : 6;
    if (entry.name.startsWith(whole)) return entry.page ? 3 : 4;
    if (words.every((word) => entry.title.toLowerCase().includes(word))) return 2;
    const all = `${entry.page} ${entry.title} ${entry.words}`.toLowerCase();
    return words.every((word) => all.includes(word)) ? 1 : 0;
  };

  const show = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    list.replaceChildren();
    chosen = -1;
    field.removeAttribute("aria-activedescendant");
    const is_open = words.length > 0 && entries !== null;
    list.hidden = !is_open;
    field.setAttribute("aria-expanded", String(is_open));
    if (!is_open) return;
    const all = entries
      .map((entry) => [rank(entry, words), entry])
      .filter(([points]) => points)
      .sort(([a], [b]) => b - a);
    const fitting = all.slice(0, most);
    for (const [, entry] of fitting) {
      const item = document.createElement("li");
      item.role = "option";
      item.id = `result-${list.children.length}`;
      item.setAttribute("aria-selected", "false");
      const link = document.createElement("a");
      link.href = entry.address;
      link.tabIndex = -1;
      const name = document.createElement("b");
      name.textContent = entry.title;
      const place = document.createElement("small");
      place.textContent = [entry.page, entry.text].filter(Boolean).join(" · ");
      link.append(name, place);
      item.append(link);
      list.append(item);
    }
    const rest = all.length - fitting.length;
    if (rest || !fitting.length) {
      const item = document.createElement("li");
      item.className = "none";
      item.textContent = rest ? `${rest} more: add a word, such as the component` : "Nothing found";
      list.append(item);
    }
  };

  const choose = (step) => {
    const items = list.querySelectorAll("[role=option]");
    if (!items.length) return;
    items[chosen]?.setAttribute("aria-selected", "false");
    chosen = (chosen + step + items.length) % items.length;
    items[chosen].setAttribute("aria-selected", "true");
    items[chosen].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", items[chosen].id);
  };

  field.addEventListener("focus", load);
  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? 1 : chosen < 0 ? 0 : -1);
    } else if (event.key === "Enter") {
      (list.querySelector("[aria-selected=true] a") ?? list.querySelector("a"))?.click();
    } else if (event.key === "Escape") {
      field.value = "";
      show();
    }
  });
  document.addEventListener("click", (event) => {
    if (!box.contains(event.target)) list.hidden = true;
    else if (event.target.closest(".search a")) list.hidden = true;
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      field.focus();
    }
  });
})();
