// Who fills in the flower, and the file that leaves: one session at a time, several kept on the device.
const form = document.getElementById("session-form");

const showSession = () => {
  const session = current();
  for (const field of form.elements) {
    if (!field.name) continue;
    const [name, phase] = field.name.split(".");
    const value = phase ? session.modes[phase] : session[name];
    if (field.type === "radio") field.checked = field.value === value;
    else field.value = value ?? "";
  }
  showSessions();
};

form.addEventListener("input", (event) => {
  const [name, phase] = event.target.name.split(".");
  const session = current();
  if (phase) session.modes[phase] = event.target.value;
  else session[name] = event.target.value;
  keep();
  showSessions();
});
form.addEventListener("submit", (event) => event.preventDefault());

const showSessions = () => {
  const lines = Object.entries(state.sessions).map(([id, session]) => {
    const [record, date] = [named(session), session.date];
    const n = rowsOf(session).length;
    const open = id === state.current ? make("b", {}, words.current) : make("button", { type: "button",
      onclick: () => { state.current = id; keep(); showSession(); form.elements.record.focus(); } }, fill(words.open, { record }));
    const remove = make("button", { type: "button", class: "quiet", "aria-label": fill(words.remove, { record }),
      onclick: () => {
        if (!confirm(fill(words.sure, { record }))) return;
        delete state.sessions[id];
        begin();
        keep();
        showSession();
        document.getElementById("new-session").focus();
      } }, "✕");
    return make("li", {}, make("span", {}, fill(words.session, { record, date, n })), open, remove);
  });
  document.getElementById("sessions").replaceChildren(...lines);
};

const begin = (fresh = false) => {
  if (!fresh && state.sessions[state.current]) return;
  const other = fresh ? undefined : Object.keys(state.sessions)[0];
  const session = newSession();
  state.current = other ?? session.record;
  if (!other) state.sessions[session.record] = session;
};
document.getElementById("new-session").addEventListener("click", () => {
  begin(true);
  keep();
  showSession();
  form.elements.record.focus();
});

const showSummary = () => {
  const session = current();
  const n = rowsOf(session).length;
  const lines = markers.filter((m) => PHASES.some((phase) => total(dotsOf(session, m.id, phase)))).map((m) =>
    make("tr", {}, make("th", { scope: "row" }, m.label),
      ...PHASES.map((phase) => make("td", {}, said(dotsOf(session, m.id, phase)))),
      make("td", {}, session.dissent[m.id] ?? "")));
  document.getElementById("summary").replaceChildren(...lines);
  const lonely = markers.filter((m) => session.dissent[m.id]?.trim() && !PHASES.some((p) => total(dotsOf(session, m.id, p))));
  document.getElementById("lonely").replaceChildren(
    ...lonely.map((m) => make("li", {}, fill(words.lonely, { marker: m.label }))));
  document.getElementById("ready").textContent = n ? fill(words.ready, { n }) : words.empty;
  document.getElementById("save").disabled = !n;
  document.getElementById("summary-table").hidden = !lines.length;
};

document.getElementById("save").addEventListener("click", () => {
  const session = current();
  const address = URL.createObjectURL(new Blob([csv(session)], { type: "text/csv;charset=utf-8" }));
  const link = make("a", { href: address, download: fileName(session) });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
  document.getElementById("ready").textContent = fill(words.saved, { file: fileName(session) });
});
