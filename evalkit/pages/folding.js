"use strict";
(() => {
  const tools = document.querySelector("[data-tools]");
  const folds = [...document.querySelectorAll("details[data-fold]")];
  const open = (yes) => folds.forEach((fold) => { fold.open = yes; });
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target; at; at = at.parentElement) if (at.localName === "details") at.open = true;
    if (target) target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();
  if (!tools) return;
  tools.hidden = false;
  tools.addEventListener("click", (event) => {
    const asked = event.target.closest("button[data-open]");
    if (asked) open(asked.dataset.open === "yes");
  });
  const said = tools.querySelector("[data-said]");
  const choose = tools.querySelector("select[data-filter]");
  const filter = () => {
    let shown = 0;
    for (const one of document.querySelectorAll("[data-status]")) {
      one.hidden = Boolean(choose.value) && one.dataset.status !== choose.value;
      shown += one.hidden ? 0 : 1;
    }
    for (const group of document.querySelectorAll("[data-group]")) {
      group.hidden = !group.querySelector("[data-status]:not([hidden])") && Boolean(choose.value);
      const fold = choose.value && group.querySelector(":scope > details[data-fold]");
      if (fold) fold.open = true;
    }
    if (said) said.textContent = choose.value ? said.dataset.said.replace("{n}", String(shown)) : "";
  };
  if (choose) {
    choose.addEventListener("change", filter);
    addEventListener("pageshow", filter);
  }
})();
