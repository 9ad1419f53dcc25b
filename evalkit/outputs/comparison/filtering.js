"use strict";
(() => {
  const form = document.querySelector("[data-choices]");
  if (!form) return;
  form.hidden = false;
  const cards = [...document.querySelectorAll("[data-member]")];
  const parts = [...document.querySelectorAll("[data-of]")];
  const sections = [...document.querySelectorAll("[data-dimension]")];
  const said = form.querySelector("[data-said]");
  const field = (name) => form.querySelector(`[data-choose="${name}"]`);
  const value = (name) => (field(name) ? field(name).value : "");
  const figure = (card, name) => {
    for (const pair of card.dataset.numbers.split(";")) {
      const [key, number] = pair.split("=");
      if (key === name) return Number(number);
    }
    return null;
  };
  const filter = () => {
    const [wave, size, from, to] = ["wave", "size", "from", "to"].map(value);
    const shown = new Set();
    let unsaid = 0;
    for (const card of cards) {
      let fits = !wave || card.dataset.wave === wave;
      if (fits && size && (from || to)) {
        const number = figure(card, size);
        unsaid += number === null ? 1 : 0;
        fits = number !== null && (!from || number >= Number(from)) && (!to || number <= Number(to));
      }
      if (fits) shown.add(card.dataset.member);
    }
    for (const card of cards) card.hidden = !shown.has(card.dataset.member);
    for (const part of parts) part.hidden = !shown.has(part.dataset.of);
    for (const one of sections) one.hidden = Boolean(value("dimension")) && one.dataset.dimension !== value("dimension");
    const all = shown.size === cards.length && !value("dimension");
    said.textContent = all ? "" : said.dataset.said.replace("{shown}", shown.size).replace("{all}", cards.length)
      + (unsaid ? " " + said.dataset.unsaid.replace("{n}", unsaid) : "");
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  addEventListener("pageshow", filter);
})();
