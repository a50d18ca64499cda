"use strict";
// A run's file (docs/json.md) as a picture: everything here is read off its data, no sentence is parsed.
const run = JSON.parse(document.getElementById("run").textContent);
const byId = id => document.getElementById(id);
const svgNs = "http://www.w3.org/2000/svg";
const states = [run.start, ...run.steps.map(s => s.after)];
const bitWidth = 9, copyWidth = 3, markWidth = 14, tlbWidth = 16;
const markNames = { record: "record", page_dirty: "PG_dirty", pte: null, soft_dirty: "soft-dirty",
  storage_key: "storage key" };
const roleNames = JSON.parse(document.getElementById("words").textContent);
let at = run.steps.length, columns = {};

function make(name, attributes, parent, text) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {}))
    if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  if (text !== undefined) element.textContent = text;
  parent?.append(element);
  return element;
}

function draw(parent, name, attributes, text) {
  const element = document.createElementNS(svgNs, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  parent.append(element);
  return element;
}

// ---- what is on at which step

const entryOf = word => run.entries[word];
const bitOf = (word, bit) => entryOf(word)?.bits[bit.name] ?? 0;
const cachedBy = (state, core, page) => state.tlb[core]?.[page];
const caching = run.actors.filter(a => a.caches.length > 0);
// The bits of a page that tell most, and what else differs among its entries and their copies; an empty slot's are none.
function bitsOf(page) {
  const words = new Set();
  for (const state of states) {
    if (page in state.pte) words.add(state.pte[page]);
    for (const core of caching) if (cachedBy(state, core.id, page)) words.add(cachedBy(state, core.id, page).entry);
  }
  if (words.size < 2) return [];
  const full = [...words].filter(w => !entryOf(w)?.empty);
  const tells = ["present", "writable", "dirty", "hardware-dirty"];
  const order = ["present", "valid", "writable", "dirty", "hardware-dirty", "young", "soft-dirty", "other", "frame"];
  return run.format.bits
    .filter(b => b.role !== "frame" && (new Set(full.map(w => bitOf(w, b))).size > 1
      || (tells.includes(b.role) && full.some(w => bitOf(w, b) !== 0))))
    .sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
}
const isUntaken = (state, page) => state.untaken.some(u => u.page === page);
const isMarked = (state, page, kind) => (state.marks[page] ?? []).includes(kind);
// Runs of equal answers over the states, as [first, last, answer].
function spans(answer) {
  const all = [];
  states.forEach((state, n) => {
    const value = answer(state, n);
    const last = all[all.length - 1];
    if (last && last[2] === value) last[1] = n;
    else all.push([n, n, value]);
  });
  return all.filter(s => s[2]);
}

// ---- words

function header() {
  const row = Object.entries(run.params).map(([k, v]) => `${k} = ${v}`).join(", ");
  byId("title").textContent = run.scenario.title || run.scenario.name;
  const about = byId("about");
  about.textContent = `${run.scenario.name} on ${run.architecture} · `;
  make("code", {}, about, run.property + (row ? ` · ${row}` : ""));
  const verdict = byId("verdict");
  make("b", {}, verdict, `✕ ${run.architecture}: ${run.property} is violated`);
  verdict.append(run.loss.step > 0 ? ` in step ${run.loss.step} of ${run.steps.length}. ` : " from the start. ");
  verdict.append(`${run.answer.states} states were looked at`
    + (run.answer.expected ? `; it was expected to be ${run.answer.expected === "holds" ? "kept" : "violated"}.` : "."));
}

function scenario() {
  const box = byId("scenario");
  box.querySelector("h2").textContent = run.scenario.file.split(/[\\/]/).pop();
  const list = box.querySelector("ol");
  run.scenario.text.replace(/\n$/, "").split("\n").forEach((line, n) => {
    const item = make("li", { "data-line": n + 1, class: run.dead.includes(n + 1) ? "dead" : null }, list);
    make("i", {}, item, n + 1);
    make("span", {}, item, line || " ");
  });
}

function stepList() {
  const list = byId("steps");
  const start = make("li", { id: "step-0", "data-step": 0 }, list);
  make("span", { class: "n" }, start, "");
  make("p", {}, start, "at the start");
  for (const step of run.steps) {
    const item = make("li", { id: `step-${step.number}`, "data-step": step.number,
      class: step.number === run.loss.step ? "lost" : null }, list);
    make("span", { class: "n" }, item, step.number);
    step.told.forEach((sentence, n) => said(item, sentence, step.actor, n > 0));
    tags(item, step.number);
  }
  if (run.loss.step === 0) make("p", { class: "tag why" }, start, `${run.loss.why}.`);
  list.addEventListener("click", e => {
    const item = e.target.closest("li");
    if (item && !e.target.closest("a")) go(Number(item.dataset.step));
  });
}

// The actor's name stands once.
function said(item, sentence, actor, isMore) {
  const line = make("p", { class: isMore ? "more" : null }, item);
  if (!sentence.startsWith(`${actor} `) && !sentence.startsWith(`${actor}'`)) line.append(sentence);
  else if (isMore && sentence.startsWith(`${actor} `)) line.append(sentence.slice(actor.length + 1));
  else {
    make("b", {}, line, actor);
    line.append(sentence.slice(actor.length));
  }
}

function tags(item, number) {
  for (const cause of run.loss.causes.filter(c => c.step === number))
    make("a", { class: "tag", href: `#step-${run.loss.step}` }, item, `◂ cause: ${roleNames[cause.role] ?? cause.role}`);
  if (run.loss.window?.opens === number)
    make("span", { class: "tag window" }, item, `▾ from here on a store by ${run.loss.window.core} is lost`);
  if (run.loss.step === number && number > 0)
    make("p", { class: "tag why" }, item, `✕ ${run.loss.why}.`);
}

// ---- where columns stand

// As much as leaves room for the text: the bits go first (the dock has them), then the lanes' distance.
function layout() {
  const room = byId("chart").clientWidth;
  const isRoomy = width => room - width > (room < 620 ? 230 : 300);
  const ways = [[true, false, false], [false, false, false], [false, true, false], [false, true, true]];
  const width = ways.reduce((x, way) => x !== null && isRoomy(x) ? x : place(...way), null);
  const root = document.documentElement.style;
  root.setProperty("--left", `${width}px`);
  root.setProperty("--nav", `${document.querySelector("nav").offsetHeight - 1}px`);
}

function place(hasBits, narrow, tight) {
  const heads = byId("heads");
  heads.textContent = "";
  let x = 0;
  columns = { bits: [], marks: [], lanes: {}, tlbs: [], locks: [] };
  const head = (text, left, kind) =>
    make("span", { class: kind, style: `left:${left}px` }, heads, text);
  if (hasBits)
    for (const page of run.pages) {
      const bits = bitsOf(page.id);
      const copies = caching.filter(c => c.caches.includes(page.id));
      if (bits.length > 0) head(`entry ${page.id}`, x, "page");
      for (const bit of bits) {
        columns.bits.push({ x, page: page.id, bit, copies });
        head(bit.name, x - 2, "up");
        x += bitWidth + copyWidth * copies.length + 6;
      }
      x += 8;
    }
  for (const page of run.pages) {
    const kinds = run.marks.filter(m => markNames[m] && states.some(s => isMarked(s, page.id, m)));
    const of = run.pages.length > 1 ? ` ${page.id}` : "";
    for (const kind of kinds) {
      columns.marks.push({ x, page: page.id, kind });
      head(markNames[kind] + of, x - 2, "up");
      x += markWidth + 2;
    }
    if (states.some(s => isUntaken(s, page.id))) {
      columns.marks.push({ x, page: page.id, kind: "untaken" });
      head(`not taken${of}`, x - 2, "up");
      x += markWidth + 2;
    }
  }
  x += tight ? 2 : 14;
  for (const actor of run.actors) {
    columns.lanes[actor.id] = x + 6;
    head(actor.id, x, narrow || run.actors.length > 3 ? "up actor" : "actor");
    x += tight ? 18 : narrow || run.actors.length > 3 ? 26 : Math.max(30, 7.5 * actor.id.length + 10);
    for (const page of actor.caches.filter(p => states.some(s => cachedBy(s, actor.id, p)))) {
      columns.tlbs.push({ x, core: actor.id, page });
      head(`TLB${run.pages.length > 1 ? ` ${page}` : ""}`, x - 2, "up");
      x += tlbWidth + 4;
    }
    x += tight ? 0 : 12;
  }
  return x;
}

// ---- the drawing behind the steps

function picture() {
  const svg = byId("drawing");
  svg.textContent = "";
  patterns(svg);
  const items = [...byId("steps").children];
  const tops = items.map(i => i.offsetTop), height = byId("steps").offsetHeight;
  const edge = n => n >= items.length ? height : tops[n];
  const middle = n => tops[n] + 15;
  // A state lasts from the step that made it to the next one's.
  const from = n => n === 0 ? 0 : middle(n), to = n => n + 1 >= items.length ? height : middle(n + 1);
  window_(svg, edge);
  for (const c of columns.bits) bitColumn(svg, c, from, to);
  for (const c of columns.marks) markColumn(svg, c, from, to);
  for (const actor of run.actors) {
    const x = columns.lanes[actor.id];
    draw(svg, "line", { class: "lane", x1: x, x2: x, y1: 0, y2: height });
  }
  for (const c of columns.tlbs) tlbColumn(svg, c, from, to);
  locks(svg, from, to);
  flushes(svg, from, to);
  run.steps.forEach(step => glyphs(svg, step, middle(step.number)));
}

function patterns(svg) {
  const defs = draw(svg, "defs", {});
  for (const [id, kind, size, angle] of [["stale", "staleline", 5, 45], ["doom", "doomline", 9, 60]]) {
    const pattern = draw(defs, "pattern", { id, width: size, height: size, patternUnits: "userSpaceOnUse",
      patternTransform: `rotate(${angle})` });
    draw(pattern, "line", { class: kind, x1: 0, y1: 0, x2: 0, y2: size, "stroke-width": id === "stale" ? 4 : 1.2 });
  }
}

// While any store of that core would be lost.
function window_(svg, edge) {
  const w = run.loss.window;
  if (!w) return;
  const width = Math.max(...Object.values(columns.lanes)) + 30;
  const top = edge(w.opens) + 15, bottom = edge(w.closes);
  draw(svg, "rect", { class: "doom", x: 0, y: top, width, height: Math.max(0, bottom - top), opacity: 0.45 });
  draw(svg, "rect", { class: "lost", x: 0, y: top, width: 2, height: Math.max(0, bottom - top) });
}

function bitColumn(svg, c, from, to) {
  const isDirty = c.bit.role === "dirty" || c.bit.role === "hardware-dirty";
  draw(svg, "line", { class: "rule", x1: c.x + 4.5, x2: c.x + 4.5, y1: 0, y2: to(states.length - 1), opacity: 0.35 });
  for (const [first, last] of spans(s => bitOf(s.pte[c.page], c.bit) !== 0))
    draw(svg, "rect", { class: isDirty ? "dirty" : "bit", x: c.x, y: from(first), width: bitWidth,
      height: Math.max(1, to(last) - from(first)) });
  c.copies.forEach((core, n) => {
    for (const kind of ["agrees", "differs", "stale"])
      for (const [first, last] of spans(s => {
        const cached = cachedBy(s, core.id, c.page);
        return cached && cached.relation === kind && bitOf(cached.entry, c.bit) !== 0;
      }))
        draw(svg, "rect", { class: kind === "stale" ? "hatch" : "bit", opacity: kind === "stale" ? 1 : 0.6,
          x: c.x + bitWidth + 1 + copyWidth * n, y: from(first), width: copyWidth - 0.5,
          height: Math.max(1, to(last) - from(first)), "stroke-width": kind === "stale" ? 0.7 : 0 });
  });
}

function markColumn(svg, c, from, to) {
  const isUn = c.kind === "untaken";
  draw(svg, "line", { class: "rule", x1: c.x + 5, x2: c.x + 5, y1: 0, y2: to(states.length - 1), opacity: 0.35 });
  for (const [first, last] of spans(s => isUn ? isUntaken(s, c.page) : isMarked(s, c.page, c.kind))) {
    const bad = isUn && !(states[last].marks[c.page] ?? []).length;
    draw(svg, "rect", { class: isUn ? bad ? "lost" : "ink" : "dirty", x: c.x + 1, y: from(first),
      width: isUn ? 6 : 8, height: Math.max(2, to(last) - from(first)) });
  }
}

function tlbColumn(svg, c, from, to) {
  for (const kind of ["agrees", "differs", "stale"])
    for (const [first, last] of spans(s => cachedBy(s, c.core, c.page)?.relation === kind)) {
      const height = Math.max(2, to(last) - from(first));
      draw(svg, "rect", { class: kind === "stale" ? "hatch" : "agrees", x: c.x, y: from(first), width: 9, height,
        "stroke-width": 1.5, "stroke-dasharray": kind === "differs" ? "3 2" : "none" });
    }
}

function locks(svg, from, to) {
  const held = new Map();
  for (const lock of run.locks)
    for (const actor of run.actors)
      for (const [first, last] of spans(s =>
        s.locks.some(l => l.lock === lock.id && l.holders.includes(actor.id)))) {
        const beside = held.get(actor.id) ?? [];
        const place = beside.filter(b => b[0] <= last && first <= b[1]).length;
        beside.push([first, last]);
        held.set(actor.id, beside);
        const x = columns.lanes[actor.id] + 10 + 6 * place, y1 = from(first), y2 = to(last);
        draw(svg, "line", { class: "lock", x1: x, x2: x, y1, y2, "stroke-width": 3 });
        for (const y of [y1, y2]) draw(svg, "line", { class: "lock", x1: x - 3.5, x2: x + 3.5, y1: y, y2: y });
        if (y2 - y1 > 44)
          draw(svg, "text", { transform: `translate(${x + 5},${y1 + 4}) rotate(90)` }, lock.id);
      }
}

function flushes(svg, from, to) {
  const ids = new Set(states.flatMap(s => s.owed.map(o => `${o.flush} ${o.by} ${o.to}`)));
  for (const id of ids) {
    const [flush, by, asker] = id.split(" ");
    for (const [first, last] of spans(s =>
      s.owed.some(o => o.flush === Number(flush) && o.by === by && o.to === asker))) {
      const x1 = columns.lanes[asker], x2 = columns.lanes[by], y1 = from(first), y2 = to(last);
      draw(svg, "path", { class: "flush", fill: "none", style: "fill:none", "stroke-width": 1.5,
        "stroke-dasharray": "4 3", d: `M${x1} ${y1} H${x2 + 4} V${y2}` });
    }
  }
}

function glyphs(svg, step, y) {
  const x = columns.lanes[step.actor];
  if (x === undefined) return;
  if (step.number === run.loss.step) {
    draw(svg, "circle", { class: "lost", style: "fill:var(--bg)", cx: x, cy: y, r: 9, "stroke-width": 2 });
    draw(svg, "path", { class: "lost", d: `M${x - 4} ${y - 4} L${x + 4} ${y + 4} M${x + 4} ${y - 4} L${x - 4} ${y + 4}`,
      "stroke-width": 3 });
    return;
  }
  const kinds = step.events.map(e => e.t);
  const has = kind => kinds.includes(kind);
  const square = hollow => draw(svg, "rect", { class: hollow ? "hollow" : "ink", x: x - 4, y: y - 4, width: 8, height: 8,
    "stroke-width": 1.5 });
  if (has("pte-write")) square(false);
  else if (step.events.some(e => e.t === "flush" && e.op !== "answer" && e.op !== "complete"))
    draw(svg, "path", { class: "flush", d: `M${x + 5} ${y - 5} V${y + 5} L${x - 5} ${y} Z` });
  else if (has("mark")) {
    const sets = step.events.some(e => e.t === "mark" && e.op === "set");
    draw(svg, "path", { class: "mark", style: sets ? "" : "fill:var(--bg)", d: `M${x - 4} ${y - 6} V${y + 6} M${x - 4} `
      + `${y - 6} L${x + 6} ${y - 2} L${x - 4} ${y + 1}`, "stroke-width": 1.5 });
  } else if (has("consume")) draw(svg, "path", { class: "ink", d: `M${x - 5} ${y - 2} H${x + 5} L${x} ${y + 6} Z` });
  else if (has("pte-read")) square(true);
  else if (has("access") || has("walk"))
    draw(svg, "circle", { class: "hollow", cx: x, cy: y, r: 4.5, "stroke-width": 2 });
  else draw(svg, "circle", { class: "ink", cx: x, cy: y, r: 2 });
}

// Two bars: where a translation is stale, and where the page is marked. Between them lies the loss.
function scrubber() {
  const svg = byId("bar");
  svg.textContent = "";
  patterns(svg);
  const width = svg.clientWidth, unit = width / states.length, page = run.loss.page ?? run.pages[0]?.id;
  const bar = (y, kind, answer) => {
    draw(svg, "rect", { x: 0, y, width, height: 6, style: "fill:var(--pale)" });
    for (const [first, last] of spans(answer))
      draw(svg, "rect", { class: kind, x: first * unit, y, width: (last - first + 1) * unit, height: 6 });
  };
  bar(3, "hatch", s => Object.values(s.tlb).some(t => t[page]?.relation === "stale"));
  bar(13, "dirty", s => (s.marks[page] ?? []).length > 0);
  if (run.loss.step > 0)
    draw(svg, "circle", { class: "lost", cx: (run.loss.step + 0.5) * unit, cy: 6, r: 4 });
  draw(svg, "rect", { class: "ink", x: (at + 0.5) * unit - 1, y: 0, width: 2.5, height: 22 });
  svg.onclick = e => go(Math.min(states.length - 1, Math.floor((e.clientX - svg.getBoundingClientRect().left) / unit)));
}

// ---- the machine after the step

function dock() {
  const box = byId("dock"), state = states[at];
  box.textContent = "";
  make("h2", {}, box, `${run.architecture}, ${at === 0 ? "at the start" : `after step ${at}`}`);
  const shown = run.format.bits.filter(b => b.role !== "frame"
    && Object.keys(run.entries).some(word => bitOf(word, b) !== 0));
  for (const page of run.pages) {
    const table = make("table", {}, box);
    const head = make("tr", {}, make("thead", {}, table));
    make("td", { class: "said" }, head, "");
    for (const bit of shown) make("th", { title: bit.meaning, scope: "col" }, head, bit.name);
    const body = make("tbody", {}, table);
    entryRow(body, `entry ${page.id} in memory`, state.pte[page.id], shown, null);
    for (const core of caching.filter(c => c.caches.includes(page.id))) {
      const cached = cachedBy(state, core.id, page.id);
      entryRow(body, `${core.id}'s TLB, ${page.id}`, cached?.entry, shown, cached?.relation ?? null);
    }
  }
  facts(box, state);
}

function entryRow(body, name, word, shown, relation) {
  const row = make("tr", {}, body);
  make("th", { scope: "row" }, row, name);
  if (word === undefined || entryOf(word)?.empty) {
    make("td", { class: "none", colspan: shown.length }, row, word === undefined ? "nothing cached" : "empty");
    return;
  }
  for (const bit of shown) {
    const value = bitOf(word, bit);
    make("td", { class: relation === "stale" ? "stale" : value === 0 ? "zero" : null }, row, value.toString(16));
  }
  const last = make("td", { class: "said" }, row, "");
  if (relation === "stale") make("span", { class: "staleword" }, last, "≠ stale");
  if (relation === "differs") make("span", {}, last, "differs");
  last.append(entryOf(word)?.frame ? ` → frame ${entryOf(word).frame}` : "");
}

function facts(box, state) {
  const list = make("dl", {}, box);
  const fact = (name, value, kind) => {
    const pair = make("div", {}, list);
    make("dt", {}, pair, name);
    make("dd", { class: kind }, pair, value || "–");
  };
  fact("locks", state.locks.map(l => `${l.lock}: ${l.holders.join(", ")}${l.isShared ? " (shared)" : ""}`).join("; "));
  fact("flushes", state.owed.map(o => `${o.by} owes ${o.to} ${o.pages.join(", ")}`).join("; "));
  fact("a later round finds", run.pages.map(p => `${p.id}: ${(state.marks[p.id] ?? []).join(", ") || "nothing"}`)
    .join("; "));
  const lost = state.untaken.filter(u => !(state.marks[u.page] ?? []).length);
  fact("stores not taken", state.untaken.map(u => `page ${u.page}`).join(", ")
    + (lost.length > 0 ? " ✕ and no mark" : ""), lost.length > 0 ? "bad" : null);
  for (const [name, value] of Object.entries(state.variables)) fact(name, String(value));
  for (const [core, stores] of Object.entries(state.buffers)) fact(`${core}'s store buffer`, stores.join(", "));
  const blocked = at > 0 ? run.steps[at - 1].blocked : [];
  for (const b of blocked)
    fact(`${b.actor} waits`, b.lock ? `for ${b.lock}`
      : b.owedBy?.length ? `for the answer of ${b.owedBy.join(", ")}` : `until ${b.condition}`);
}

function standing() {
  const state = states[at], actor = at > 0 ? run.steps[at - 1].actor : null;
  for (const item of byId("scenario").querySelectorAll("li")) {
    item.classList.remove("here");
    item.querySelectorAll("b").forEach(b => b.remove());
  }
  const line = at > 0 ? run.steps[at - 1].events.map(e => e.line).filter(Boolean).pop() : null;
  for (const [who, where] of Object.entries(state.at)) {
    const shown = who === actor && line ? line : where;
    const item = shown && byId("scenario").querySelector(`li[data-line="${shown}"]`);
    if (!item) continue;
    if (who === actor) {
      item.classList.add("here");
      const list = byId("scenario");
      if (list.scrollHeight > list.clientHeight)
        list.scrollTop = item.offsetTop - list.offsetTop - list.clientHeight / 2;
    }
    make("b", { class: who === actor ? "acts" : null }, item, who);
  }
}

// ---- going about

function go(step, isQuiet) {
  at = Math.max(0, Math.min(run.steps.length, step));
  for (const item of byId("steps").children) {
    const n = Number(item.dataset.step);
    item.toggleAttribute("aria-current", false);
    if (n === at) item.setAttribute("aria-current", "step");
    item.classList.toggle("later", n > at);
  }
  byId("where").textContent = at === 0 ? `start of ${run.steps.length}` : `step ${at} of ${run.steps.length}`;
  byId("back").disabled = byId("first").disabled = at === 0;
  byId("next").disabled = byId("last").disabled = at === run.steps.length;
  dock();
  standing();
  scrubber();
  if (isQuiet) return;
  history.replaceState(null, "", `#step-${at}`);
  const item = byId(`step-${at}`), box = item.getBoundingClientRect();
  if (box.top < 150 || box.bottom > innerHeight - 200) item.scrollIntoView({ block: "center" });
}

function fromAddress() {
  const named = /^#step-(\d+)$/.exec(location.hash);
  return named ? Number(named[1]) : run.loss.step > 0 ? run.loss.step : 0;
}

function theme() {
  const root = document.documentElement;
  root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
}

function help() {
  const keys = byId("keys");
  keys.hidden = !keys.hidden;
  byId("help").setAttribute("aria-expanded", String(!keys.hidden));
  picture();
}

const keys = {
  ArrowRight: () => go(at + 1), j: () => go(at + 1), ArrowLeft: () => go(at - 1), k: () => go(at - 1),
  Home: () => go(0), End: () => go(run.steps.length), l: () => go(run.loss.step), t: theme, "?": help,
  s: () => byId("scenario").scrollIntoView(),
};

document.documentElement.dataset.theme = new URLSearchParams(location.search).get("theme")
  ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
header();
scenario();
stepList();
layout();
picture();
go(fromAddress(), true);
if (location.hash || byId(`step-${at}`).getBoundingClientRect().bottom > innerHeight - 190)
  byId(`step-${at}`).scrollIntoView({ block: "center", behavior: "instant" });
byId("first").onclick = keys.Home;
byId("back").onclick = keys.k;
byId("next").onclick = keys.j;
byId("last").onclick = keys.End;
byId("loss").onclick = keys.l;
byId("loss").hidden = run.loss.step === 0;
byId("theme").onclick = theme;
byId("help").onclick = help;
addEventListener("keydown", e => {
  if (e.ctrlKey || e.metaKey || e.altKey || !(e.key in keys)) return;
  e.preventDefault();
  keys[e.key]();
});
addEventListener("hashchange", () => go(fromAddress()));
new ResizeObserver(() => { layout(); picture(); scrubber(); }).observe(byId("chart"));
