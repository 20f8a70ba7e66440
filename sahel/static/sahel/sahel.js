// The little that HTML cannot do alone. Every page works without this file.

// After a swap, focus the element the answer marks with data-focus, so that it is read and keys start there; on a page
// of its own, only what says why something was refused.
const focusOn = (target) => {
  if (!target) return;
  if (!target.hasAttribute("tabindex") && target.tabIndex < 0) target.tabIndex = -1;
  target.focus();
};
document.addEventListener("htmx:afterSettle", (event) => {
  const part = event.detail.elt;
  focusOn(part.matches("[data-focus]") ? part : part.querySelector("[data-focus]"));
});
focusOn(document.querySelector("[role=alert][data-focus]"));

// A menu closes when one leaves it: Escape, or a click elsewhere.
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest(".menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// Lessons print with their notes and folds opened, in browsers that cannot do so by CSS.
const closedNotes = () => document.querySelectorAll(".lesson details:not([open])");
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...closedNotes()];
  for (const note of opened) note.open = true;
});
addEventListener("afterprint", () => {
  for (const note of opened) note.open = false;
});

// "Copy" beside a code: hidden until there is a clipboard to copy to.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.copied;
    });
  }
}

// "Print this lesson": hidden until there is something that prints.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// A link to a note opens it.
const openNote = () => {
  const note = document.querySelector("details.margin-note:target");
  if (note) note.open = true;
};
addEventListener("hashchange", openNote);
openNote();
