// A question that was typed and not saved: whoever leaves the page is asked. Trying an answer in the preview is no typing.

const form = document.querySelector("form[data-typed]");
let isTyped = form.dataset.typed === "yes";
let isSending = false;

form.addEventListener("input", (event) => { isTyped ||= !event.target.closest("#preview"); });
form.addEventListener("submit", () => { isSending = true; });
addEventListener("beforeunload", (event) => {
  if (isTyped && !isSending) event.preventDefault();
});
