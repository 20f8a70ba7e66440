// Dragging the places of a quiz by their handle. The buttons "Up" and "Down" do the same without this file, and
// whatever was dropped is sent by the same form.

const rowsOf = (form) => [...form.querySelectorAll("[data-place]")];

function prepare(form) {
  if (form.dataset.ready) return;
  form.dataset.ready = "yes";
  for (const handle of form.querySelectorAll("[data-handle]")) {
    handle.hidden = false;
    handle.addEventListener("pointerdown", (event) => pick(event, form, handle));
  }
}

function pick(event, form, handle) {
  if (event.button !== 0 || form.classList.contains("htmx-request")) return;
  event.preventDefault();
  const row = handle.closest("[data-place]");
  const before = rowsOf(form);
  handle.setPointerCapture(event.pointerId);
  row.classList.add("is-dragged");

  // The others step past the row: a row that is moved itself would lose the pointer it has captured.
  const middle = (other) => other.getBoundingClientRect().top + other.offsetHeight / 2;
  const follow = ({ clientY }) => {
    while (row.nextElementSibling && clientY > middle(row.nextElementSibling)) row.before(row.nextElementSibling);
    while (row.previousElementSibling && clientY < middle(row.previousElementSibling)) row.after(row.previousElementSibling);
  };
  const stop = (dropped) => {
    row.classList.remove("is-dragged");
    handle.removeEventListener("pointermove", follow);
    handle.removeEventListener("pointerup", drop);
    handle.removeEventListener("pointercancel", cancel);
    document.removeEventListener("keydown", escape);
    if (!dropped) row.parentElement.append(...before);
  };
  const drop = () => {
    stop(true);
    if (rowsOf(form).every((other, n) => other === before[n])) return;
    form.elements.moved.value = row.dataset.place;
    form.requestSubmit();
  };
  const cancel = () => stop(false);
  const escape = (key) => { if (key.key === "Escape") cancel(); };

  handle.addEventListener("pointermove", follow);
  handle.addEventListener("pointerup", drop);
  handle.addEventListener("pointercancel", cancel);
  document.addEventListener("keydown", escape);
}

// Points that were typed and not saved: whoever leaves is asked.
let isSending = false;
document.addEventListener("submit", () => { isSending = true; });
document.addEventListener("htmx:afterRequest", () => { isSending = false; });
addEventListener("beforeunload", (event) => {
  const typed = [...document.querySelectorAll("[data-places] input[type=number]")];
  if (!isSending && typed.some((field) => field.value !== field.defaultValue)) event.preventDefault();
});

const prepareAll = () => document.querySelectorAll("form[data-places]").forEach(prepare);
document.addEventListener("htmx:afterSettle", prepareAll);
prepareAll();
