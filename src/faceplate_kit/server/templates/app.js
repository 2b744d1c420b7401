"use strict";
// The page of an app: sends what a person does to the server, and shows what comes back. Text goes
// into the page as text; HTML only where the server has made and cleaned it.
{
  const known = JSON.parse(document.getElementById("known").textContent);
  const blocks = new Map();
  const events = known.dependencies.map((event) => ({ ...event, pending: 0, again: false }));
  const runs = new Map();
  const early = new Map();
  let stream = null;

  const text = (value) => (value === null || value === undefined ? "" : String(value));
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const part = (block, name) => block.element.querySelector(`[data-part="${name}"]`);
  const say = (sentence) => (document.getElementById("status").textContent = sentence);

  // What each kind of component does: reads its value from the page, writes one into it, and says
  // when a person has changed it. A kind that is not listed keeps its value and shows it as JSON.
  const listen = (block, type, name, action) => part(block, name)?.addEventListener(type, action);
  const field = {
    read: (block) => part(block, "field").value,
    write: (block, value) => (part(block, "field").value = text(value)),
    start(block) {
      listen(block, "input", "field", () => edited(block));
      listen(block, "focus", "field", () => happened(block.id, "focus"));
      listen(block, "blur", "field", () => happened(block.id, "blur"));
    },
    allow: (block, yes) => (part(block, "field").readOnly = !yes),
  };
  const kept = {
    read: (block) => block.value,
    write(block, value) {
      block.value = value ?? null;
      const shown = part(block, "text");
      if (shown) shown.textContent = value === null || value === undefined ? "" : JSON.stringify(value, null, 2);
    },
    start: (block) => kept.write(block, block.props.value),
    allow() {},
  };
  const chosen = (block, place) => (place === "" ? null : block.props.choices[Number(place)][1]);
  const place = (block, value) => (block.props.choices ?? []).findIndex((choice) => choice[1] === value);
  const kinds = {
    textbox: {
      ...field,
      start(block) {
        field.start(block);
        listen(block, "keydown", "field", (event) => {
          const several = event.target.tagName === "TEXTAREA";
          if (event.key !== "Enter" || event.isComposing || event.shiftKey !== several) return;
          event.preventDefault();
          happened(block.id, "submit");
        });
        listen(block, "select", "field", () => happened(block.id, "select"));
        listen(block, "click", "copy", async () => {
          try {
            await navigator.clipboard.writeText(part(block, "field").value);
            say("Copied");
          } catch {
            part(block, "field").select();
          }
        });
      },
    },
    number: {
      ...field,
      read: (block) => (part(block, "field").value === "" ? null : part(block, "field").valueAsNumber),
      start(block) {
        field.start(block);
        listen(block, "keydown", "field", (event) => {
          const box = event.target;
          if (event.key === "Enter") happened(block.id, "submit");
          const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
          if (!way || box.readOnly) return;
          event.preventDefault();
          const moved = (box.valueAsNumber || 0) + way * Number(box.dataset.step);
          const least = box.min === "" ? -Infinity : Number(box.min);
          const most = box.max === "" ? Infinity : Number(box.max);
          box.value = String(Math.min(most, Math.max(least, Number(moved.toPrecision(12)))));
          edited(block);
        });
      },
    },
    slider: {
      ...field,
      read: (block) => part(block, "field").valueAsNumber,
      write(block, value) {
        field.write(block, value);
        part(block, "reading").value = part(block, "field").value;
      },
      start(block) {
        field.start(block);
        listen(block, "input", "field", () => (part(block, "reading").value = part(block, "field").value));
        listen(block, "change", "field", () => happened(block.id, "release"));
      },
      allow: (block, yes) => (part(block, "field").disabled = !yes),
    },
    checkbox: {
      ...field,
      read: (block) => part(block, "field").checked,
      write: (block, value) => (part(block, "field").checked = Boolean(value)),
      start(block) {
        field.start(block);
        listen(block, "change", "field", () => happened(block.id, "select"));
      },
      allow: (block, yes) => (part(block, "field").disabled = !yes),
    },
    radio: {
      read(block) {
        const checked = block.element.querySelector("input:checked");
        return checked ? chosen(block, checked.value) : null;
      },
      write(block, value) {
        const at = place(block, value);
        for (const box of block.element.querySelectorAll("input")) box.checked = Number(box.value) === at;
      },
      start(block) {
        listen(block, "change", "choices", () => {
          edited(block);
          happened(block.id, "select");
        });
      },
      allow: (block, yes) => (block.element.querySelector("fieldset").disabled = !yes),
      choices(block) {
        part(block, "choices").replaceChildren(
          ...block.props.choices.map(([name], at) => {
            const label = document.createElement("label");
            const box = Object.assign(document.createElement("input"), { type: "radio", name: `radio-${block.id}`, value: String(at) });
            label.className = "choice";
            label.append(box, " ", Object.assign(document.createElement("span"), { textContent: text(name) }));
            return label;
          }),
        );
      },
    },
    dropdown: {
      read(block) {
        const box = part(block, "field");
        if (box.tagName === "INPUT") {
          const choice = (block.props.choices ?? []).find((one) => text(one[1]) === box.value);
          return box.value === "" ? null : choice ? choice[1] : box.value;
        }
        if (box.multiple) return [...box.selectedOptions].map((option) => chosen(block, option.value));
        return chosen(block, box.value);
      },
      write(block, value) {
        const box = part(block, "field");
        if (box.tagName === "INPUT") {
          box.value = text(value);
          return;
        }
        const wanted = (Array.isArray(value) ? value : [value]).map((one) => String(place(block, one)));
        for (const option of box.options) option.selected = wanted.includes(option.value);
        if (!box.multiple && box.selectedIndex < 0) box.value = "";
      },
      start(block) {
        field.start(block);
        listen(block, "change", "field", () => happened(block.id, "select"));
      },
      allow: (block, yes) => (part(block, "field").disabled = !yes),
      choices(block) {
        const list = part(block, "choices") ?? part(block, "field");
        const custom = list.tagName === "DATALIST";
        const options = block.props.choices.map(([name, value], at) =>
          Object.assign(document.createElement("option"), { value: custom ? text(value) : String(at), textContent: text(name) }),
        );
        if (!custom && !list.multiple) options.unshift(document.createElement("option"));
        list.replaceChildren(...options);
      },
    },
    image: {
      ...kept,
      write(block, value) {
        block.value = value ?? null;
        const shown = block.value !== null;
        part(block, "picture").hidden = !shown;
        part(block, "empty").hidden = shown;
        part(block, "clear").hidden = !shown || part(block, "field").disabled;
        if (shown) part(block, "picture").src = value.url;
        const download = part(block, "download");
        if (download) {
          download.hidden = !shown;
          if (shown) download.href = value.url;
        }
      },
      start(block) {
        kinds.image.write(block, block.props.value);
        listen(block, "change", "field", () => upload(block));
        listen(block, "click", "clear", () => {
          part(block, "field").value = "";
          put(block, null);
          happened(block.id, "input");
          happened(block.id, "clear");
        });
      },
      allow(block, yes) {
        part(block, "field").disabled = part(block, "field").hidden = !yes;
        part(block, "clear").hidden = !yes || block.value === null;
      },
    },
    markdown: { ...kept, start: (block) => (block.value = block.props.value ?? null), write: (block, value) => (block.value = value) },
    button: {
      read: (block) => part(block, "label").textContent,
      write(block, value) {
        for (const label of block.element.querySelectorAll('[data-part="label"]')) label.textContent = text(value);
      },
      start(block) {
        listen(block, "click", "button", () => happened(block.id, "click"));
        listen(block, "click", "link", async (event) => {
          const link = event.currentTarget;
          if (!link.href || event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          const wait = new Promise((done) => setTimeout(done, 3000));
          await Promise.race([happened(block.id, "click"), wait]);
          location.assign(link.href);
        });
      },
      allow(block, yes) {
        part(block, "button").disabled = !yes;
        kinds.button.link(block);
      },
      link(block) {
        const target = safe(block.props.link);
        const link = part(block, "link");
        link.hidden = !target;
        part(block, "button").hidden = Boolean(target);
        if (target && block.props.interactive) link.href = target;
        else link.removeAttribute("href");
      },
    },
  };
  kinds.logoutbutton = kinds.button;

  function safe(link) {
    if (!link) return "";
    try {
      return ["http:", "https:", "mailto:"].includes(new URL(link, location.href).protocol) ? String(link) : "";
    } catch {
      return "";
    }
  }

  // Values. A change, whoever made it, is one only if the value is another than before.
  const kindOf = (block) => kinds[block.type] ?? kept;
  const get = (id) => (blocks.has(id) ? kindOf(blocks.get(id)).read(blocks.get(id)) : null);

  function put(block, value) {
    kindOf(block).write(block, value);
    noticed(block);
  }
  function noticed(block) {
    const value = kindOf(block).read(block);
    if (same(value, block.last)) return;
    block.last = structuredClone(value);
    happened(block.id, "change");
  }
  function edited(block) {
    happened(block.id, "input");
    noticed(block);
  }

  function receive(id, value, made) {
    const block = blocks.get(id);
    if (!block) return;
    if (value !== null && typeof value === "object" && value.__type__ === "update") change(block, value);
    else put(block, value);
    if (made && "html" in made) part(block, "html").innerHTML = made.html;
    if (made && "icon" in made) icon(block, made.icon);
  }
  function icon(block, url) {
    for (const picture of block.element.querySelectorAll('[data-part="icon"]')) {
      picture.hidden = !url;
      if (url) picture.src = url;
    }
  }
  function change(block, update) {
    const { __type__, value, ...props } = update;
    const kind = kindOf(block);
    Object.assign(block.props, props);
    if ("visible" in props) block.element.hidden = !props.visible;
    for (const name of ["label", "info"]) {
      if (name in props && part(block, name)) part(block, name).textContent = text(props[name]);
    }
    if ("info" in props && part(block, "info")) part(block, "info").hidden = !props.info;
    if ("show_label" in props) part(block, "label")?.classList.toggle("unseen", !props.show_label);
    const box = part(block, "field");
    for (const [name, attribute] of [["placeholder", "placeholder"], ["minimum", "min"], ["maximum", "max"], ["lines", "rows"]]) {
      if (name in props && box) box.setAttribute(attribute, text(props[name]));
    }
    if ("step" in props && box) {
      box.dataset.step = text(props.step);
      if (box.type === "range") box.step = props.step ?? "any";
    }
    for (const look of block.element.querySelectorAll(".button")) {
      if ("variant" in props || "size" in props) look.className = `button ${block.props.variant ?? ""} ${block.props.size ?? ""}`;
    }
    if ("icon" in props && !props.icon) icon(block, null);
    if ("choices" in props && kind.choices) {
      const before = kind.read(block);
      kind.choices(block);
      kind.write(block, before);
    }
    if ("interactive" in props) kind.allow(block, props.interactive !== false);
    if ("link" in props && kind.link) kind.link(block);
    if ("value" in update) put(block, value);
    else noticed(block);
  }

  // Problems and progress.
  function problem(sentence) {
    const note = document.createElement("p");
    const close = Object.assign(document.createElement("button"), { type: "button", className: "small", textContent: "Close" });
    note.className = "problem";
    note.append(Object.assign(document.createElement("span"), { textContent: sentence }), close);
    close.addEventListener("click", () => note.remove());
    document.getElementById("problems").append(note);
  }
  function cover(run) {
    if (run.event.show_progress === "hidden") return;
    const places = run.event.outputs.map((id) => blocks.get(id)).filter((block) => block && !block.element.hidden);
    const since = performance.now();
    run.covers = places.map((block) => {
      const note = Object.assign(document.createElement("div"), { className: `progress ${run.event.show_progress}` });
      block.element.setAttribute("aria-busy", "true");
      block.element.append(note);
      return { block, note };
    });
    const tick = () => {
      const seconds = `${((performance.now() - since) / 1000).toFixed(1)} s`;
      for (const { note } of run.covers) note.textContent = run.place ? `${run.place}, ${seconds}` : seconds;
    };
    tick();
    run.timer = setInterval(tick, 100);
  }
  function uncover(run) {
    clearInterval(run.timer);
    for (const { block, note } of run.covers ?? []) {
      note.remove();
      if (!block.element.querySelector(".progress")) block.element.removeAttribute("aria-busy");
    }
    run.covers = [];
  }

  // Events: what triggers them, how often, and what follows.
  function happened(id, name) {
    const triggered = events.filter((event) => event.targets.some((target) => target[0] === id && target[1] === name));
    return Promise.all(triggered.map(trigger));
  }
  function trigger(event) {
    if (event.pending && event.trigger_mode === "once") return undefined;
    if (event.pending && event.trigger_mode === "always_last") {
      event.again = true;
      return undefined;
    }
    return begin(event);
  }
  async function begin(event) {
    event.pending += 1;
    const run = { event };
    let outcome = "failed";
    try {
      outcome = await perform(run);
    } catch (error) {
      problem(error.message);
    } finally {
      uncover(run);
      event.pending -= 1;
    }
    say({ done: "Done", failed: "Failed", cancelled: "Cancelled" }[outcome]);
    if (outcome === "done" && event.scroll_to_output && event.outputs.length) {
      blocks.get(event.outputs[0])?.element.scrollIntoView({ block: "center" });
    }
    const next = outcome === "cancelled" ? [] : events.filter((one) => one.trigger_after === event.id && (outcome === "done" || !one.trigger_only_on_success));
    const following = next.map(trigger);
    if (event.again && !event.pending) {
      event.again = false;
      following.push(trigger(event));
    }
    await Promise.all(following);
  }
  async function perform(run) {
    const { event } = run;
    let data = event.inputs.map(get);
    if (authored.has(event.id)) {
      const returned = await authored.get(event.id)(...data, ...event.outputs.map(get));
      if (event.backend_fn) {
        if (Array.isArray(returned)) data = returned;
        else if (returned !== undefined) data = [returned];
      } else {
        const values = event.outputs.length === 1 && !Array.isArray(returned) ? [returned] : (returned ?? []);
        event.outputs.forEach((id, at) => receive(id, values[at]));
      }
    }
    if (!event.backend_fn && !event.cancels.length) return "done";
    say("Running");
    cover(run);
    const body = { data, fn_index: event.id, session_hash: known.session, trigger_id: event.targets[0]?.[0] ?? null };
    if (event.queue === false) return finish(run, await post("run/predict", body));
    const { event_id } = await post("queue/join", body);
    return new Promise((resolve, reject) => {
      runs.set(event_id, { run, resolve, reject });
      for (const message of early.get(event_id) ?? []) heard(message);
      early.delete(event_id);
      attend();
    });
  }
  function finish(run, output) {
    output.data.forEach((value, at) => receive(run.event.outputs[at], value, output.made?.[at]));
    return "done";
  }
  async function post(path, body) {
    let answer;
    try {
      answer = await fetch(`${known.prefix}/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-faceplate-page": known.token },
        body: JSON.stringify(body),
      });
    } catch {
      throw new Error("The server cannot be reached.");
    }
    const said = await answer.json().catch(() => ({}));
    if (answer.ok) return said;
    throw new Error(answer.status === 404 ? "This page is too old: load it again." : text(said.error || answer.statusText));
  }
  async function upload(block) {
    const [file] = part(block, "field").files;
    if (!file) return;
    const body = new FormData();
    body.append("files", file);
    say("Sending");
    block.element.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`${known.prefix}/upload`, { method: "POST", body });
      const said = await answer.json();
      if (!answer.ok) throw new Error(text(said.error));
      const url = `${known.prefix}/file=${said[0].split("/").map(encodeURIComponent).join("/")}`;
      put(block, { path: said[0], url, orig_name: file.name, meta: { _type: "gradio.FileData" } });
      say("Sent");
      happened(block.id, "input");
      happened(block.id, "upload");
    } catch (error) {
      problem(error.message);
    } finally {
      block.element.removeAttribute("aria-busy");
    }
  }

  // The stream of messages. It is open as long as runs are.
  function attend() {
    if (stream || !runs.size) return;
    stream = new EventSource(`${known.prefix}/queue/data?session_hash=${encodeURIComponent(known.session)}`);
    stream.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.msg === "close_stream") hangUp();
      else if (message.event_id) heard(message);
    };
    stream.onerror = () => {
      hangUp(false);
      const lost = [...runs.values()];
      runs.clear();
      for (const { reject } of lost) reject(new Error("The connection to the server was lost."));
    };
  }
  function hangUp(again = true) {
    stream?.close();
    stream = null;
    if (again) attend();
  }
  function heard(message) {
    const waiting = runs.get(message.event_id);
    if (!waiting) {
      early.set(message.event_id, [...(early.get(message.event_id) ?? []), message]);
      return;
    }
    const { run, resolve, reject } = waiting;
    if (message.msg === "estimation") run.place = `${message.rank + 1} of ${message.queue_size} in the queue`;
    if (message.msg === "process_starts") run.place = "";
    if (message.msg === "process_generating") {
      uncover(run);
      finish(run, message.output);
    }
    if (message.msg !== "process_completed") return;
    runs.delete(message.event_id);
    if (message.success) resolve(finish(run, message.output));
    else if (message.output.cancelled) resolve("cancelled");
    else reject(new Error(text(message.output.error)));
  }

  for (const element of document.querySelectorAll("[data-id]")) {
    const id = Number(element.dataset.id);
    const { type, props } = known.components[id];
    blocks.set(id, { id, type, props, element, value: null });
  }
  for (const block of blocks.values()) {
    kindOf(block).start?.(block);
    block.last = structuredClone(kindOf(block).read(block));
  }
  for (const event of events) {
    if (event.targets.some(([id, name]) => name === "load" && (id === null || id === known.app))) trigger(event);
  }
}
