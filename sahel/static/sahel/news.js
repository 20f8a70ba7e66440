// An open thread asks every half minute, while somebody looks at it, whether more was published; the answer waits
// behind a bar and moves nothing. Without this file there is no bar, and reloading shows the same.

const EVERY = 30000;
let asked = Date.now();

function ask() {
  const link = document.getElementById("news-link");
  if (!link || document.visibilityState !== "visible" || Date.now() - asked < EVERY) return;
  asked = Date.now();
  htmx.trigger(link, "look");
}

setInterval(ask, 5000);
document.addEventListener("visibilitychange", ask);

// Whoever has been signed out is not sent away while writing: any answer but the bar is dropped.
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (requestConfig.elt.id !== "news-link") return;
  const answered = xhr.status === 200 && new URL(xhr.responseURL).pathname.endsWith("/news/");
  if (!answered) event.preventDefault();
});
