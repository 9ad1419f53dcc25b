// The four steps, and the beginning: what the device remembers, then the page.
const steps = [...document.querySelectorAll("[data-step]")];
const show = (step, focus = true) => {
  for (const button of steps) {
    if (button.dataset.step === step) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
  }
  const board = PHASES.includes(step);
  for (const part of document.querySelectorAll("[data-part]")) {
    part.hidden = part.dataset.part !== (board ? "board" : step);
  }
  for (const word of document.querySelectorAll("[data-phase]")) word.hidden = word.dataset.phase !== step;
  if (board) showBoard(step);
  else if (step === "session") showSession();
  else showSummary();
  if (focus) document.querySelector(`[data-part]:not([hidden]) [data-head]:not([hidden])`)?.focus();
  scrollTo(0, 0);
};
for (const button of steps) button.addEventListener("click", () => show(button.dataset.step));
for (const button of document.querySelectorAll("[data-go]")) button.addEventListener("click", () => {
  const at = steps.findIndex((one) => one.hasAttribute("aria-current"));
  show(steps[Math.min(at + 1, steps.length - 1)].dataset.step);
});

// The same page open twice: the window that is looked at follows the one where dots are placed.
addEventListener("storage", (event) => {
  if (event.key !== data.key) return;
  // What stands there now, not what the event tells: this window may have written since.
  const other = read(localStorage.getItem(data.key));
  if (!other || JSON.stringify(other) === JSON.stringify(state)) return;
  state = { ...other, n: Math.max(other.n, state.n) };
  begin();
  show(steps.find((one) => one.hasAttribute("aria-current")).dataset.step, false);
});

recall().then(() => {
  begin();
  drawLegend(document.getElementById("legend"));
  document.getElementById("app").hidden = false;
  show("session", false);
  keep();
});
