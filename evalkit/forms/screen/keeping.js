// What was placed is kept as it is placed, twice: at once in localStorage, and on the disk itself through IndexedDB,
// whose strict transactions outlive a dead battery. Nothing is sent anywhere.
const data = JSON.parse(document.getElementById("flower-data").textContent);
const words = data.words;
const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
const markers = data.petals.flatMap((petal) => petal.markers);

let state = { n: 0, current: "", sessions: {} };

const disk = () => new Promise((resolve, reject) => {
  const asked = indexedDB.open(data.key, 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("state");
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});

const onDisk = async (mode, work) => {
  const base = await disk();
  try {
    return await new Promise((resolve, reject) => {
      const done = base.transaction("state", mode, { durability: "strict" });
      const asked = work(done.objectStore("state"));
      done.oncomplete = () => resolve(asked.result);
      done.onerror = () => reject(done.error);
      done.onabort = () => reject(done.error);
    });
  } finally {
    base.close();
  }
};

let writing = Promise.resolve();
const keep = () => {
  state.n += 1;
  const [text, n] = [JSON.stringify(state), state.n];
  let quick = true;
  try {
    localStorage.setItem(data.key, text);
  } catch {
    quick = false;
  }
  // One after the other, so that an older state never lands on a newer one.
  writing = writing.then(() => onDisk("readwrite", (store) => store.put(text, "all"))).then(
    () => showKept(n, true),
    () => showKept(n, quick),
  );
};

const showKept = (n, kept) => {
  document.documentElement.dataset.kept = String(n);
  document.getElementById("unkept").hidden = kept;
};

const read = (text) => {
  try {
    const found = JSON.parse(text);
    return found && typeof found.n === "number" && found.sessions ? found : null;
  } catch {
    return null;
  }
};

const recall = async () => {
  const found = [];
  try {
    found.push(read(localStorage.getItem(data.key)));
  } catch { /* no storage: the page still works, and says that it keeps nothing */ }
  try {
    found.push(read(await onDisk("readonly", (store) => store.get("all"))));
  } catch { /* same */ }
  const newest = found.filter(Boolean).sort((a, b) => b.n - a.n)[0];
  if (newest) state = newest;
};
