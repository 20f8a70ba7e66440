// The queue by keyboard: j and k go to the next and previous post, a, r, x choose. Every key has its button or link.

const decision = document.getElementById("decision");
const KEYS = { a: "publish", r: "return", x: "remove" };
const typing = (target) => target.closest("input:not([type=radio]), textarea, select, [contenteditable]");

function step(by) {
  const items = [...document.querySelectorAll(".queue-item")];
  const here = items.findIndex((item) => item.hasAttribute("aria-current"));
  const next = items[here < 0 ? 0 : here + by];
  if (next) next.click();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "j") step(1);
  if (event.key === "k") step(-1);
  const choice = KEYS[event.key] && decision?.querySelector(`input[value=${KEYS[event.key]}]`);
  if (!choice) return;
  choice.checked = true;
  choice.focus();
  choice.dispatchEvent(new Event("change", { bubbles: true }));
});

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
    negative.hidden = !choice || choice.value === "publish";
    if (choice) button.textContent = choice.dataset.does;
  };
  decision.addEventListener("change", (event) => {
    if (event.target === norm && (!message.value.trim() || message.value === filled)) fill();
    show();
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
