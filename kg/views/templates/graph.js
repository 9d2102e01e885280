"use strict";
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const { nodes: about, ties, sentences } = data;
  const compare = (x, y) => (x < y ? -1 : x > y ? 1 : 0);
  const order = Object.keys(ties).sort((x, y) => strength(y) - strength(x)
    || compare(ties[y].last, ties[x].last) || compare(ties[x].id, ties[y].id));
  const linked = new Map(Object.keys(about).map((id) => [id, []]));
  for (const id of order) for (const end of [ties[id].a, ties[id].b]) linked.get(end).push(id);
  const affiliations = data.network.edges.filter((edge) => !ties[edge.id]);

  const state = { groups: new Set(["occurred"]), kinds: new Set(order.map((id) => ties[id].label)), words: [],
    focus: null, hover: null, moved: false };

  // What is on: a tie is shown by status and kind, lit by the search and by what is selected.

  function strength(id) {
    return ties[id].events * 1000 + ties[id].reports;
  }

  const haystacks = new Map(order.map((id) => {
    const tie = ties[id];
    const said = tie.sentences.map((s) => sentences[s]).flatMap((s) => [s.before + s.mark + s.after, s.title, s.publisher]);
    return [id, folded([about[tie.a].name, tie.label, about[tie.b].name, ...said].join("\n"))];
  }));

  function folded(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  const isShown = (id) => state.groups.has(ties[id].group) && state.kinds.has(ties[id].label);
  const isFound = (id) => state.words.every((word) => haystacks.get(id).includes(word));
  const touches = (id, what) => id === what || ties[id].a === what || ties[id].b === what;
  const shownTies = () => order.filter(isShown);
  const listedTies = () => shownTies().filter(isFound);
  const isLit = (id) => isFound(id) && (!state.focus || touches(id, state.focus));

  function shownNodes() {
    const shown = new Set(shownTies().flatMap((id) => [ties[id].a, ties[id].b]));
    for (const edge of affiliations) if (shown.has(edge.from)) shown.add(edge.to);
    return shown;
  }

  // The drawing. vis-network draws signs and lines; labels are ours, so that none lies on another.

  const nodes = new vis.DataSet(data.network.nodes.map((node) => ({ ...node, label: undefined })));
  const edges = new vis.DataSet(data.network.edges);
  const network = new vis.Network(byId("canvas"), { nodes, edges }, data.network.options);
  const ink = getComputedStyle(document.documentElement);
  const family = ink.fontFamily;
  let labels = [];

  function refresh() {
    const shown = shownNodes();
    const litTies = new Set(shownTies().filter(isLit));
    const litNodes = new Set([...litTies].flatMap((id) => [ties[id].a, ties[id].b]));
    if (state.focus && about[state.focus]) litNodes.add(state.focus);
    const plain = !state.focus && !state.words.length;
    for (const edge of affiliations) if (litNodes.has(edge.from)) litNodes.add(edge.to);
    nodes.update(nodes.getIds().map((id) => (
      { id, hidden: !shown.has(id), opacity: plain || litNodes.has(id) ? 1 : 0.25 })));
    edges.update(edges.get().map((edge) => {
      const tie = ties[edge.id];
      const hidden = tie ? !isShown(edge.id) : !shown.has(edge.from);
      const lit = plain || (tie ? litTies.has(edge.id) : litNodes.has(edge.from));
      return { id: edge.id, hidden, color: { ...edge.color, opacity: lit ? 1 : 0.2 } };
    }));
    byId("nothing").hidden = shown.size > 0;
    const open = (...groups) => groups.some((g) => state.groups.has(g) && order.some((id) => ties[id].group === g));
    byId("dashed").hidden = !open("planned", "proposed");
    byId("dotted").hidden = !open("unconfirmed");
  }

  function fit() {
    const ids = [...shownNodes()];
    if (!ids.length) return;
    network.fit({ nodes: ids, animation: false, maxZoomLevel: 1.5 });
    // Signs and lines keep their size on the screen when a large graph is seen from afar.
    const grown = Math.min(2.2, Math.max(0.75, 0.9 / network.getScale()));
    nodes.update(data.network.nodes.map(({ id, size }) => ({ id, size: size * Math.min(grown, Math.sqrt(grown)) })));
    edges.update(data.network.edges.map(({ id, width }) => ({ id, width: width * grown })));
    for (let i = 0; i < 3; i += 1) { // labels keep theirs too, so each step shows better how much room they need
      network.redraw();
      frame(ids);
    }
    for (let i = 0; i < 8; i += 1) { // a label that found another place meanwhile may reach over the edge
      network.redraw();
      const before = network.getScale();
      frame(ids, before);
      if (network.getScale() > before * 0.999) break;
    }
    state.moved = false;
  }

  function frame(ids, most = 1.5) {
    const canvas = byId("canvas");
    const scale = network.getScale();
    const signs = ids.map((id) => ({ ...network.getPosition(id), w: nodes.get(id).size, h: nodes.get(id).size, angle: 0 }));
    const reach = ({ w, h, angle }) => [w * Math.abs(Math.cos(angle)) + h * Math.abs(Math.sin(angle)),
      w * Math.abs(Math.sin(angle)) + h * Math.abs(Math.cos(angle))];
    const boxes = [...signs, ...labels].map((box) => ({ ...box, reach: reach(box) }));
    const side = (axis, i, sign) => Math.max(...boxes.map((box) => sign * box[axis] + box.reach[i])) * sign;
    const [left, right, top, bottom] = [side("x", 0, -1), side("x", 0, 1), side("y", 1, -1), side("y", 1, 1)];
    const room = { x: 20, y: 18, width: canvas.clientWidth - 20 - 56, height: canvas.clientHeight - 36 };
    const zoom = Math.min(most, scale * 1.3, room.width / (right - left), room.height / (bottom - top));
    network.moveTo({ scale: zoom, animation: false, position: { x: (left + right) / 2, y: (top + bottom) / 2 },
      offset: { x: room.x + room.width / 2 - canvas.clientWidth / 2, y: 0 } });
  }

  // Labels keep their size on the screen, and none is drawn over another: the important ones come first,
  // each takes the first of its places that is free, and one that finds none waits until there is room.

  network.on("afterDrawing", (ctx) => {
    const px = 1 / network.getScale();
    const plain = !state.focus && !state.words.length;
    const drawn = nodes.get({ filter: (node) => !node.hidden }).sort((x, y) =>
      about[x.id].rank - about[y.id].rank || about[y.id].weight - about[x.id].weight || compare(x.id, y.id));
    labels = drawn.map((node) => ({ ...network.getPosition(node.id), w: node.size, h: node.size, angle: 0 }));
    const draw = (lines, font, ink, places, must, overSigns) => {
      ctx.font = font;
      const w = Math.max(...lines.map((line) => ctx.measureText(line).width)) / 2;
      const boxes = places(w, lines.length * 7.75 * px);
      const free = (b, signs) => !labels.some((other) => (signs || other.text) && collide(b, other));
      const box = must ? boxes[0] : boxes.find((b) => free(b, true)) || (overSigns && boxes.find((b) => free(b, false)));
      if (!box) return;
      labels.push({ ...box, text: lines.join("\n") });
      paint(ctx, lines, box, px, ink);
    };
    for (const node of drawn) {
      const lit = plain || node.opacity === 1;
      const large = about[node.id].rank === 0;
      draw(about[node.id].lines, `${large ? 600 : 400} ${(large ? 14 : 12.5) * px}px ${family}`, lit ? "#1c2530" : "#b4bbc3",
        (w, h) => around(network.getPosition(node.id), node.size + 3 * px, w, h),
        node.id === state.focus || node.id === state.hover, large);
    }
    const first = (id) => (id === state.hover ? 2 : id === state.focus ? 1 : 0);
    for (const id of shownTies().filter((tie) => plain || isLit(tie)).sort((x, y) => first(y) - first(x))) {
      const line = network.body.edges[id].edgeType;
      draw([ties[id].label], `${first(id) ? 600 : 400} ${11.5 * px}px ${family}`, "#3f4a56",
        (w, h) => along(line, w, h), first(id) > 0);
    }
    labels = labels.filter((label) => label.text);
  });

  function around({ x, y }, away, w, h) {
    const at = (dx, dy) => ({ x: x + dx, y: y + dy, w, h, angle: 0 });
    return [at(0, away + h), at(0, -away - h), at(away + w, 0), at(-away - w, 0),
      at(away + w, away), at(-away - w, away), at(away + w, -away), at(-away - w, -away)];
  }

  function along(line, w, h) {
    const places = [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7];
    const turned = places.map((t) => {
      const [before, here, after] = [t - 0.06, t, t + 0.06].map((at) => line.getPoint(at));
      const slope = Math.atan2(after.y - before.y, after.x - before.x);
      const angle = Math.abs(slope) > Math.PI / 2 ? slope + Math.PI : slope; // never upside down
      return { x: here.x, y: here.y, w, h, angle };
    });
    return [...turned, ...turned.map((box) => ({ ...box, angle: 0 }))];
  }

  function paint(ctx, lines, { x, y, h, angle }, px, ink) {
    ctx.save();
    ctx.translate(x, y);
    ctx.rotate(angle);
    Object.assign(ctx, { textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: 4 * px,
      strokeStyle: "rgba(255, 255, 255, 0.94)", fillStyle: ink });
    lines.forEach((line, i) => {
      const down = ((2 * i + 1) / lines.length - 1) * h;
      ctx.strokeText(line, 0, down);
      ctx.fillText(line, 0, down);
    });
    ctx.restore();
  }

  function collide(a, b) {
    // Two turned boxes are apart if and only if some side of one separates them.
    return [a.angle, a.angle + Math.PI / 2, b.angle, b.angle + Math.PI / 2].every((angle) => {
      const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
      const reach = (box) => box.w * Math.abs(ux * Math.cos(box.angle) + uy * Math.sin(box.angle))
        + box.h * Math.abs(uy * Math.cos(box.angle) - ux * Math.sin(box.angle));
      return Math.abs((a.x - b.x) * ux + (a.y - b.y) * uy) < reach(a) + reach(b);
    });
  }

  // The panel. Everything that comes from an article is set as text.

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key === "colour") element.style.background = value;
      else if (key === "on") element.addEventListener("click", value);
      else if (value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  }

  const name = (id) => make("bdi", { dir: "auto" }, about[id].name);
  const count = (n, noun) => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
  const joined = (...parts) => parts.filter(Boolean).join(" · ");

  function entry(id) {
    const tie = ties[id];
    const open = tie.group !== "occurred" ? make("span", { class: "tag open" }, data.groups[tie.group].toLowerCase()) : null;
    const button = make("button", { type: "button", "data-tie": id, on: () => choose(id) },
      make("span", { class: "swatch", colour: tie.colour }),
      make("span", { class: "who" }, name(tie.a), tie.directed ? " → " : " – ", name(tie.b)),
      make("span", { class: "many" }, count(tie.events, "event")),
      make("span", { class: "what" }, open, joined(tie.label, tie.period)));
    button.addEventListener("mouseenter", () => hover(id));
    button.addEventListener("mouseleave", () => hover(null));
    return make("li", null, button);
  }

  function card(report) {
    const said = sentences[report];
    const title = said.title || (said.url ? "the article" : "");
    const source = said.url
      ? make("a", { href: said.url, target: "_blank", rel: "noopener noreferrer nofollow", dir: "auto" }, title)
      : make("bdi", { dir: "auto" }, title);
    const words = said.before || said.mark || said.after
      ? make("blockquote", { dir: "auto" }, said.before, make("mark", null, said.mark), said.after)
      : make("p", null, "A record of event data, without a sentence.");
    return make("article", null, words,
      make("p", null, make("bdi", { dir: "auto" }, joined(said.publisher, said.date)),
        title && (said.publisher || said.date) ? " · " : "", source),
      make("p", null, make("span", { class: said.status === "occurred" ? "tag" : "tag open" }, said.status),
        said.speaker ? "according to " : "", said.speaker ? make("bdi", { dir: "auto" }, said.speaker) : "",
        said.speaker ? " · " : "", `confidence ${said.confidence} %`));
  }

  function evidence(id) {
    const tie = ties[id];
    const more = tie.more ? make("p", { class: "facts" }, `${count(tie.more, "older sentence")} not in this page.`) : null;
    return [...tie.sentences.map(card), more].filter(Boolean);
  }

  const back = () => make("button", { type: "button", class: "text back", on: () => choose(null) }, "← All relations");

  function facts(tie) {
    return joined(tie.kind, data.groups[tie.group].toLowerCase(), count(tie.events, "event"),
      count(tie.reports, "report"), tie.period);
  }

  function listView() {
    const listed = listedTies();
    const heading = state.words.length ? `${count(listed.length, "relation")} found` : count(listed.length, "relation");
    return [make("h2", null, heading), make("ul", { class: "list" }, ...listed.map(entry))];
  }

  function tieView(id) {
    const tie = ties[id];
    return [back(), make("h2", null, name(tie.a), ` ${tie.label} `, name(tie.b)),
      make("p", { class: "facts" }, facts(tie)), ...evidence(id)];
  }

  function nodeView(id) {
    const node = about[id];
    const own = linked.get(id).filter(isShown);
    const country = node.country ? make("bdi", { dir: "auto" }, node.country) : "";
    const said = own.flatMap((tie) => [
      make("h3", null, name(ties[tie].a), ` ${ties[tie].label} `, name(ties[tie].b)), ...evidence(tie)]);
    return [back(), make("h2", null, name(id)),
      make("p", { class: "facts" }, node.kind, country ? " · " : "", country, ` · ${count(own.length, "relation")}`),
      make("ul", { class: "list" }, ...own.map(entry)), ...said];
  }

  function show(...children) {
    byId("content").replaceChildren(...children);
    byId("content").scrollTop = 0;
    byId("said").textContent = byId("content").querySelector("h2").textContent;
  }

  function render() {
    if (state.focus && !(ties[state.focus] ? isShown(state.focus) : shownNodes().has(state.focus))) state.focus = null;
    if (!state.focus) show(...listView());
    else show(...(ties[state.focus] ? tieView(state.focus) : nodeView(state.focus)));
    refresh();
  }

  function choose(id) {
    const before = state.focus;
    state.focus = id;
    state.hover = null;
    render();
    const list = byId("content");
    const came = !id && before ? [...list.querySelectorAll("[data-tie]")].find((b) => b.dataset.tie === before) : null;
    (came || list).focus({ preventScroll: !came });
  }

  function hover(id) {
    state.hover = id;
    for (const button of document.querySelectorAll("[data-tie]")) button.classList.toggle("hot", button.dataset.tie === id);
    network.redraw();
  }

  // What the analyst does.

  network.on("click", (event) => {
    const tie = event.edges.find((id) => ties[id]);
    choose(event.nodes.length ? event.nodes[0] : tie || null);
    network.unselectAll();
  });
  network.on("hoverNode", (event) => { byId("canvas").style.cursor = "pointer"; hover(event.node); });
  network.on("hoverEdge", (event) => {
    if (!ties[event.edge]) return;
    byId("canvas").style.cursor = "pointer";
    hover(event.edge);
  });
  for (const away of ["blurNode", "blurEdge"]) network.on(away, () => { byId("canvas").style.cursor = ""; hover(null); });
  for (const move of ["zoom", "dragEnd"]) network.on(move, () => { state.moved = true; });
  network.on("resize", () => { if (!state.moved) setTimeout(fit, 0); });

  const zoom = (factor) => { network.moveTo({ scale: network.getScale() * factor }); state.moved = true; };
  byId("closer").addEventListener("click", () => zoom(1.25));
  byId("farther").addEventListener("click", () => zoom(0.8));
  byId("fit").addEventListener("click", fit);
  // vis keeps the picture in proportion when the window changes, but labels keep their size.
  network.on("resize", ({ width, height, oldWidth, oldHeight }) => {
    if (!state.moved && (width !== oldWidth || height !== oldHeight)) requestAnimationFrame(fit);
  });

  for (const box of document.querySelectorAll("[name=status]")) {
    box.checked = state.groups.has(box.value);
    box.addEventListener("change", () => {
      state.groups[box.checked ? "add" : "delete"](box.value);
      render();
      if (!state.moved) fit();
    });
  }

  const kinds = [...state.kinds].map((label) => [label, order.filter((id) => ties[id].label === label)]);
  kinds.sort((x, y) => y[1].length - x[1].length || compare(x[0], y[0]));
  for (const [label, members] of kinds) {
    const box = make("input", { type: "checkbox", name: "kind", value: label, checked: true });
    box.addEventListener("change", () => { state.kinds[box.checked ? "add" : "delete"](label); kindsChanged(); });
    byId("kinds").append(make("label", { class: "chip" }, box,
      make("span", { class: "dot", colour: ties[members[0]].colour }), label, make("b", null, String(members.length))));
  }

  function kindsChanged() {
    byId("kinds-on").textContent = `(${state.kinds.size} of ${kinds.length})`;
    render();
  }

  function allKinds(on) {
    state.kinds = new Set(on ? kinds.map(([label]) => label) : []);
    for (const box of document.querySelectorAll("[name=kind]")) box.checked = on;
    kindsChanged();
  }
  byId("all-kinds").addEventListener("click", () => allKinds(true));
  byId("no-kinds").addEventListener("click", () => allKinds(false));

  byId("search").value = "";
  byId("search").addEventListener("input", (event) => {
    state.words = folded(event.target.value).split(/\s+/).filter(Boolean);
    state.focus = null;
    render();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.focus) choose(null);
  });

  kindsChanged();
  fit();

  const keys = new Map([...Object.entries(about), ...Object.entries(ties)].map(([own, { id }]) => [id, own]));
  const key = (id) => keys.get(id);

  // For whoever embeds the page, and for its tests: read what is shown, choose an actor or a relation.
  window.kgView = Object.freeze({
    fit,
    choose: (id) => choose(id === null ? null : key(id)),
    ties: () => shownTies().map((tie) => ties[tie].id),
    nodes: () => [...shownNodes()].map((node) => about[node].id).sort(),
    labels: () => labels.map((label) => ({ ...label })),
    reach: () => { // where the labels begin and end across the canvas, and its width, in pixels of the screen
      const ends = labels.flatMap(({ x, y, w, h, angle }) => {
        const half = w * Math.abs(Math.cos(angle)) + h * Math.abs(Math.sin(angle));
        return [x - half, x + half].map((end) => network.canvasToDOM({ x: end, y }).x);
      });
      return [Math.min(...ends), Math.max(...ends), byId("canvas").clientWidth];
    },
    pointOn: (id) => {
      const at = ties[key(id)] ? network.body.edges[key(id)].edgeType.getPoint(0.5) : network.getPosition(key(id));
      const { x, y } = network.canvasToDOM(at);
      const frame = byId("canvas").getBoundingClientRect();
      return { x: frame.left + x, y: frame.top + y };
    },
  });
})();
