// A session as the rows of its file: one for each marker, moment and position that has a dot.
const PHASES = ["before", "after"];

// How a marker's position was reached, where the group went its own way with it; else as the session says.
const howOf = (session, marker, phase) => session.how?.[marker]?.[phase] ?? session.modes[phase];
// Dots are kept by the code of their position: a form whose positions changed since still finds those it knows.
const dotsOf = (session, marker, phase) => data.stages.map(({ code }) => session.dots[marker]?.[phase]?.[code] ?? 0);
const total = (dots) => dots.reduce((sum, n) => sum + n, 0);

// The position of more than half of the dots; -1 where nobody placed one, -2 where none has so many.
const position = (dots) => {
  const all = total(dots);
  if (!all) return -1;
  const at = dots.findIndex((n) => n * 2 > all);
  return at < 0 ? -2 : at;
};

const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
};

const newSession = () => {
  const now = new Date();
  const time = [now.getHours(), now.getMinutes()].map((n) => String(n).padStart(2, "0")).join("");
  // Two tablets of one evening never call their sessions the same.
  const letters = [...crypto.getRandomValues(new Uint8Array(3))].map((n) => "abcdefghjkmnpqrstuvwxyz"[n % 23]).join("");
  const record = `S-${today().replaceAll("-", "")}-${time}-${letters}`;
  return {
    id: record, record, date: today(), group: "", site: "", action: "", present: "",
    modes: { before: "individual", after: "consensus" }, how: {}, dots: {}, dissent: {},
  };
};

const named = (session) => session.record.trim() || session.id;

const rowsOf = (session) => {
  const rows = [];
  for (const marker of markers) {
    const phases = PHASES.filter((phase) => total(dotsOf(session, marker.id, phase)));
    for (const phase of phases) {
      const dots = dotsOf(session, marker.id, phase);
      // A consensus is one position, not one voice.
      const mode = howOf(session, marker.id, phase);
      const counted = mode !== "consensus" || total(dots) > 1;
      let dissent = phase === phases.at(-1) ? session.dissent[marker.id] ?? "" : "";
      dots.forEach((n, at) => {
        if (!n) return;
        rows.push({ ...session, record: named(session), mode, marker: marker.id, phase,
          position: data.stages[at].code, voices: counted ? n : "", dissent });
        dissent = "";
      });
    }
  }
  return rows;
};

// A spreadsheet must not take words for a formula: a space before them is dropped by whoever reads the file.
const plain = (value) => {
  const text = String(value ?? "").replace(/\s+/g, " ").trim();
  return /^[=+@\-\t]/.test(text) ? ` ${text}` : text;
};
const cell = (value) => (/[";\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
const csv = (session) => {
  const lines = rowsOf(session).map((row) => data.fields.map((name) => cell(plain(row[name]))).join(";"));
  return `\ufeff${[data.fields.join(";"), ...lines].join("\r\n")}\r\n`;
};
const fileName = (session) => `${data.name}-${named(session).replace(/[^\p{L}\p{N}_-]+/gu, "_")}.csv`;
