// The queue by keyboard: every key has its button or link, and none works while one types. The dialog lists them all.

const decision = document.getElementById("decision");
const keys = document.getElementById("keys");
const typing = (target) => target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

function step(by) {
  const items = [...document.querySelectorAll(".queue-item")];
  const here = items.findIndex((item) => item.hasAttribute("aria-current"));
  const next = items[here < 0 ? 0 : here + by] ?? (by > 0 ? document.querySelector("[data-more]") : null);
  next?.click();
}

function choose(choice) {
  choice.checked = true;
  choice.focus();
  choice.dispatchEvent(new Event("change", { bubbles: true }));
}

function chooseNorm(number) {
  const { norm } = decision.elements;
  if (norm.closest("[hidden]") || !norm.options[number]) return;
  norm.selectedIndex = number;
  norm.dispatchEvent(new Event("change", { bubbles: true }));
}

function writeNote() {
  const notes = document.getElementById("notes");
  if (!notes) return;
  notes.open = true;
  notes.querySelector("textarea").focus();
}

const ACTS = {
  j: () => step(1),
  k: () => step(-1),
  n: writeNote,
  u: () => document.querySelector("[data-back]")?.click(),
  "?": () => keys?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || keys?.open) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && decision?.contains(event.target)) {
    event.preventDefault();
    decision.requestSubmit();
    return;
  }
  if (event.key === "Escape" && typing(event.target)) event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const choice = decision?.querySelector(`input[data-key="${CSS.escape(event.key)}"]`);
  const chosen = decision?.querySelector("input[name=outcome]:checked");
  if (choice) choose(choice);
  else if (/^[1-9]$/.test(event.key) && decision) chooseNorm(Number(event.key));
  else if (event.key === "Enter" && chosen && !event.target.closest("a, button, summary")) decision.requestSubmit();
  else if (ACTS[event.key]) ACTS[event.key]();
  else return;
  event.preventDefault();
});

for (const button of document.querySelectorAll("[data-keys]")) {
  button.hidden = false;
  button.addEventListener("click", () => keys.showModal());
}

// The button says what the choice does; a norm brings its message, until somebody has written another.
if (decision) {
  const { norm, message, quote } = decision.elements;
  const button = decision.querySelector("[data-decide]");
  const negative = decision.querySelector("[data-negative]");
  const ofNorm = () => decision.querySelector(`[data-norm="${norm.value}"]`)?.innerHTML ?? "";
  const plain = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent;
  let filled = "";
  const fill = () => {
    filled = plain(ofNorm());
    message.value = filled;
  };
  const show = () => {
    const choice = decision.querySelector("input[name=outcome]:checked");
    negative.hidden = !choice || !("needsReason" in choice.dataset);
    if (choice) button.textContent = choice.dataset.does;
    for (const own of decision.querySelectorAll("[data-own]")) own.hidden = own.dataset.own !== norm.value;
  };
  decision.addEventListener("change", (event) => {
    if (event.target === norm && (!message.value.trim() || message.value === filled)) fill();
    show();
  });
  decision.addEventListener("click", (event) => {
    if ("own" in event.target.dataset) message.value = event.target.textContent;
  });
  const again = decision.querySelector("[data-norm-text]");
  again.hidden = false;
  again.addEventListener("click", fill);
  const take = decision.querySelector("[data-take-selection]");
  take.hidden = false;
  take.addEventListener("mousedown", (event) => event.preventDefault());
  take.addEventListener("click", () => {
    const words = getSelection().toString().trim();
    if (words) quote.value = words;
  });
  show();
}

// "Publish the 3 chosen".
const bulk = document.getElementById("bulk");

function countChosen() {
  const chosen = document.querySelectorAll("[name=chosen]:checked").length;
  bulk.querySelector("button").textContent = chosen ? bulk.dataset.some.replace("%n", chosen) : bulk.dataset.none;
}

if (bulk) {
  document.addEventListener("change", (event) => event.target.name === "chosen" && countChosen());
  countChosen();
}

// The lease: how long it lasts, and another three minutes while somebody looks at the page.
let renewed = Date.now();

function tick() {
  const form = document.getElementById("lease");
  const left = form?.querySelector("[data-left]");
  if (!left) return;
  const words = form.querySelector("[data-for]");
  words.textContent = words.dataset.for;
  const seconds = Math.max(0, Math.round(Number(form.dataset.until) - Date.now() / 1000));
  left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  if (document.visibilityState === "visible" && Date.now() - renewed > 60000) {
    renewed = Date.now();
    htmx.trigger(form, "renew");
  }
}

tick();
setInterval(tick, 1000);
document.addEventListener("htmx:afterSettle", tick);

// What others do meanwhile: their posts leave the list, those they hold say so. Focus stays where it is.
const list = document.querySelector("[data-changes]");
const ASK_AFTER = 20000;

function remove(row) {
  const current = row.querySelector("[aria-current]");
  if (current) return list.dataset.goneHere;
  if (!row.contains(document.activeElement)) row.remove();
  return "";
}

function take(changes) {
  const here = changes.gone.map((pk) => remove(list.querySelector(`[data-item="${pk}"]`))).find(Boolean);
  for (const row of list.querySelectorAll("[data-item]")) {
    const words = changes.held[row.dataset.item] ?? "";
    row.toggleAttribute("data-held", Boolean(words));
    row.querySelector("[data-held-by]").textContent = words;
    row.querySelector(".held").hidden = !words;
    const box = row.querySelector("[name=chosen]");
    if (box) box.disabled = Boolean(words);
  }
  document.querySelector("[data-said]").textContent = here || changes.said;
  const fresh = list.querySelector("[data-new]");
  fresh.hidden = !changes.new;
  fresh.querySelector("a").textContent = changes.new;
  if (bulk) countChosen();
}

async function askForChanges() {
  if (document.visibilityState !== "visible") return;
  const keysOf = (selector) => [...list.querySelectorAll(selector)].map((row) => row.dataset.item).join(",");
  const url = new URL(list.dataset.changes, location.href);
  url.searchParams.set("have", keysOf("[data-item]"));
  url.searchParams.set("held", keysOf("[data-held]"));
  url.searchParams.set("since", list.dataset.since);
  try {
    const answer = await fetch(url, { headers: { Accept: "application/json" }, redirect: "error" });
    if (answer.status === 200) take(await answer.json());
  } catch {
    // Without a network the list stays as it is; the next time tells.
  }
}

if (list) {
  setInterval(askForChanges, ASK_AFTER);
  document.addEventListener("sahel:ask", askForChanges);
}
