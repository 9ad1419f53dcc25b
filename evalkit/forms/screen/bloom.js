// The flower as it grows: a cell for each marker, empty and dashed until somebody places it, then filled like a glass.
const SVG = "http://www.w3.org/2000/svg";
const shape = (name, attributes) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

// A disc filled from below, from nothing for the first position to the rim for the last.
const glass = (r, level) => {
  if (level <= 0) return "";
  if (level >= 1) return `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  const y = r - 2 * r * level;
  const x = Math.sqrt(r * r - y * y);
  return `M${-x} ${y}A${r} ${r} 0 ${level > 0.5 ? 1 : 0} 0 ${x} ${y}Z`;
};
const stripes = (r) => [-0.5, 0, 0.5].map((at) => {
  const half = Math.sqrt(1 - at * at) * r * Math.SQRT1_2;
  const [x, y] = [at * r * Math.SQRT1_2, at * r * Math.SQRT1_2];
  return `M${x - half} ${y + half}L${x + half} ${y - half}`;
}).join("");

const mark = (at, r) => {
  const drawn = shape("g", { class: at === -1 ? "cell waiting" : "cell placed" });
  drawn.append(shape("circle", { r: r - 1, class: "rim" }));
  if (at === -2) drawn.append(shape("path", { d: stripes(r - 1), class: "stripes" }));
  const d = at >= 0 ? glass(r - 1, data.stages.length > 1 ? at / (data.stages.length - 1) : 1) : "";
  if (d) drawn.append(shape("path", { d, class: "full" }));
  return drawn;
};

const drawFlower = (room, session, phase, chosen, choose) => {
  const { side, cell: r, heart, petals } = data.drawing;
  const svg = shape("svg", { viewBox: `0 0 ${side} ${side}`, "aria-hidden": "true", focusable: "false" });
  let placed = 0;
  petals.forEach((petal, place) => {
    const group = shape("g", { class: `bloom petal-${place % 12}${place === chosen ? " chosen" : ""}` });
    group.append(shape("path", { d: petal.path, class: "leaf" }));
    petal.cells.forEach(([x, y], i) => {
      const at = position(dotsOf(session, data.petals[place].markers[i].id, phase));
      placed += at === -1 ? 0 : 1;
      const spot = shape("g", { transform: `translate(${x} ${y})` });
      spot.append(mark(at, r));
      group.append(spot);
    });
    group.addEventListener("click", () => choose(place));
    svg.append(group);
  });
  svg.append(shape("circle", { cx: side / 2, cy: side / 2, r: heart, class: "middle" }));
  const said = shape("text", { x: side / 2, y: side / 2, class: "count" });
  said.textContent = fill(words.heart, { n: placed, total: markers.length });
  svg.append(said);
  room.replaceChildren(svg);
};

const drawLegend = (room) => {
  const entries = [[-1, words.none], ...data.stages.map((stage, i) => [i, stage.label]), [-2, words.split]];
  room.replaceChildren(...entries.map(([at, label]) => {
    const line = document.createElement("li");
    const svg = shape("svg", { viewBox: "-12 -12 24 24", "aria-hidden": "true", class: "sign" });
    svg.append(mark(at, 11));
    line.append(svg, label);
    return line;
  }));
};
