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

  const follow = (move) => {
    const next = [...list.children].find((other) => {
      const box = other.getBoundingClientRect();
      return other !== row && move.clientY < box.top + box.height / 2;
    });
    if ((next ?? null) !== row.nextElementSibling) list.insertBefore(row, next ?? null);
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
