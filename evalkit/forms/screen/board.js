// The board: one petal at a time, its markers, and a place for dots on each position.
const make = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
};
const tell = (text) => { document.getElementById("told").textContent = text; };
const current = () => state.sessions[state.current];

const place = (marker, phase, at, step) => {
  const session = current();
  const dots = [...dotsOf(session, marker.id, phase)];
  const stage = data.stages[at].label;
  if (howOf(session, marker.id, phase) === "consensus") {
    const was = total(dots) === 1 && dots[at] === 1;
    dots.fill(0);
    dots[at] = was ? 0 : 1;
    tell(fill(was ? words.cleared : words.chosen, { marker: marker.label, stage }));
  } else {
    dots[at] = Math.max(0, dots[at] + step);
    const many = session.present && total(dots) > Number(session.present);
    const said = fill(words.placed, { marker: marker.label, stage, n: dots[at] });
    tell(many ? `${said}. ${fill(words.too_many, { marker: marker.label })}` : said);
  }
  const byCode = Object.fromEntries(data.stages.map(({ code }, i) => [code, dots[i]]));
  session.dots[marker.id] = { ...session.dots[marker.id], [phase]: byCode };
  keep();
};

const stageButton = (marker, phase, at, refresh) => {
  const session = current();
  const stage = data.stages[at].label;
  const n = dotsOf(session, marker.id, phase)[at];
  const one = howOf(session, marker.id, phase) === "consensus";
  const dots = make("span", { class: "dots", "aria-hidden": "true" },
    ...Array.from({ length: Math.min(n, 12) }, () => make("i")), n > 12 ? `×${n}` : "");
  const add = make("button", {
    type: "button", class: "add", "data-at": `${marker.id}|${at}|add`,
    "aria-label": fill(one ? words.choose : words.add, { stage, n }), ...(one ? { "aria-pressed": String(n > 0) } : {}),
    onclick: () => { place(marker, phase, at, 1); refresh(marker); },
  }, dots, make("span", { class: "name" }, stage));
  const take = make("button", {
    type: "button", class: "take", "data-at": `${marker.id}|${at}|take`, "aria-label": fill(words.take, { stage }),
    disabled: !n, onclick: () => { place(marker, phase, at, -1); refresh(marker); },
  }, "−");
  return make("div", { class: `stage${n ? " has" : ""}` }, add, ...(one ? [] : [take]));
};

const said = (dots) => data.stages.map((stage, i) => (dots[i] ? fill(words.dots, { stage: stage.label, n: dots[i] }) : ""))
  .filter(Boolean).join(", ") || words.nothing;

const howPicker = (marker, phase, refresh) => {
  const session = current();
  const pick = make("select", { "aria-label": fill(words.how, { marker: marker.label }), onchange: (event) => {
    session.how = { ...session.how, [marker.id]: { ...session.how?.[marker.id], [phase]: event.target.value } };
    keep();
    refresh(marker);
  } }, ...data.modes.map(({ code, label }) => make("option", { value: code }, label)));
  pick.value = howOf(session, marker.id, phase);
  return pick;
};

const markerCard = (marker, phase, refresh) => {
  const session = current();
  const card = make("article", { class: "marker", "data-marker": marker.id, "aria-labelledby": `m-${marker.id}` },
    make("div", { class: "above" }, make("p", { class: "indicator" }, marker.indicator), howPicker(marker, phase, refresh)),
    make("h3", { id: `m-${marker.id}` }, marker.label),
    make("div", { class: "stages" }, ...data.stages.map((_, at) => stageButton(marker, phase, at, refresh))));
  if (phase === "after") {
    const before = fill(words.before, { said: said(dotsOf(session, marker.id, "before")) });
    const field = make("textarea", { id: `d-${marker.id}`, rows: "2", maxlength: "500",
      "aria-label": fill(words.dissent_label, { marker: marker.label }),
      oninput: (event) => { session.dissent[marker.id] = event.target.value; keep(); } });
    field.value = session.dissent[marker.id] ?? "";
    card.append(make("p", { class: "earlier" }, before),
      make("details", { open: Boolean(field.value) }, make("summary", {}, words.dissent), field));
  }
  return card;
};

let petal = 0;
const showBoard = (phase) => {
  const board = document.getElementById("board");
  const session = current();
  const draw = () => drawFlower(document.getElementById("flower"), session, phase, petal, choose);
  const nav = () => document.getElementById("petals").replaceChildren(...data.petals.map((one, at) => {
    const n = one.markers.filter((m) => position(dotsOf(session, m.id, phase)) !== -1).length;
    const name = fill(words.petal, { label: one.label, n, total: one.markers.length });
    return make("li", {}, make("button", { type: "button", class: `petal-${at % 12}`, "aria-pressed": String(at === petal),
      onclick: () => choose(at, true) }, name));
  }));
  const refresh = (marker) => {
    const held = document.activeElement?.dataset?.at;
    const old = board.querySelector(`[data-marker="${CSS.escape(marker.id)}"] .stages`);
    old.replaceChildren(...data.stages.map((_, at) => stageButton(marker, phase, at, refresh)));
    const again = held && old.querySelector(`[data-at="${CSS.escape(held)}"]`);
    // Where the last dot was taken away, the hand stays on the same position.
    (again?.disabled ? again.previousElementSibling : again)?.focus({ preventScroll: true });
    draw();
    nav();
  };
  const choose = (at, focus = false) => {
    petal = at;
    board.className = `petal-${at % 12}`;
    board.replaceChildren(make("h2", { id: "petal-name", tabindex: "-1" }, data.petals[at].label),
      ...data.petals[at].markers.map((marker) => markerCard(marker, phase, refresh)));
    draw();
    nav();
    document.getElementById("previous").disabled = at === 0;
    document.getElementById("next").disabled = at === data.petals.length - 1;
    if (focus) document.getElementById("petal-name").focus();
  };
  document.getElementById("previous").onclick = () => choose(Math.max(0, petal - 1), true);
  document.getElementById("next").onclick = () => choose(Math.min(data.petals.length - 1, petal + 1), true);
  choose(Math.min(petal, data.petals.length - 1));
};
