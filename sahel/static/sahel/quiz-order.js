// Putting things in order by dragging them. The numbers beside them do the same, and are what is sent.

for (const list of document.querySelectorAll(".order-rows")) {
  if (list.querySelector("select:disabled")) continue;
  for (const row of list.children) {
    const handle = document.createElement("span");
    handle.className = "drag-handle";
    handle.setAttribute("aria-hidden", "true");
    handle.addEventListener("pointerdown", (event) => drag(event, list, row, handle));
    row.prepend(handle);
  }
}

function drag(event, list, row, handle) {
  if (event.button !== 0) return;
  event.preventDefault();
  handle.setPointerCapture(event.pointerId);
  row.classList.add("is-dragged");

  // The others go out of its way: a row that is itself taken out of the page lets go of the pointer.
  const middle = (other) => other.getBoundingClientRect().top + other.offsetHeight / 2;
  const follow = (move) => {
    for (let other; (other = row.previousElementSibling) && move.clientY < middle(other);) row.after(other);
    for (let other; (other = row.nextElementSibling) && move.clientY > middle(other);) row.before(other);
  };
  const stop = () => {
    row.classList.remove("is-dragged");
    handle.removeEventListener("pointermove", follow);
    const numbers = [...list.querySelectorAll("select")];
    numbers.forEach((select, n) => { select.value = String(n + 1); });
    numbers.at(-1).dispatchEvent(new Event("change", { bubbles: true }));
  };
  handle.addEventListener("pointermove", follow);
  handle.addEventListener("pointerup", stop, { once: true });
  handle.addEventListener("pointercancel", stop, { once: true });
}
