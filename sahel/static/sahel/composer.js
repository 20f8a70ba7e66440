// The composer's copy on this device. The server keeps drafts; this keeps what the server never got: a lost
// connection, a session that ended, a closed tab. Nothing here is needed to write and send.

const KEEP_DAYS = 30;
const keyOf = (form) => `sahel-draft-${form.dataset.composer}`;

function read(key) {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}

function write(form) {
  const mirror = { text: form.elements.text.value, token: form.elements.client_token.value, at: Date.now() };
  try { localStorage.setItem(keyOf(form), JSON.stringify(mirror)); } catch { /* full, or forbidden: the server has it */ }
}

function count(form) {
  const line = form.querySelector("[data-length]");
  if (line) line.textContent = `${form.elements.text.value.length} ${line.dataset.length}`;
}

function put(form, words) {
  form.elements.text.value = words;
  form.elements.text.dispatchEvent(new Event("input", { bubbles: true }));
}

// Words that only this device has go back by themselves where they continue what stands there; else on request,
// because what stands there may be newer, from another device.
function putBack(form) {
  const mirror = read(keyOf(form));
  const here = form.elements.text.value.trim();
  if (!mirror?.text.trim() || mirror.text.trim() === here) return;
  if (mirror.text.trim().startsWith(here)) { put(form, mirror.text); return; }
  const offer = form.querySelector("[data-put-back]");
  offer.hidden = false;
  offer.addEventListener("click", () => { put(form, mirror.text); offer.hidden = true; });
}

function prepare(form) {
  if (form.dataset.ready) return;
  form.dataset.ready = "yes";
  if (!form.querySelector("[role=alert]:not([hidden])")) putBack(form); // an answer to what was sent shows just that
  form.elements.text.addEventListener("input", () => { write(form); count(form); });
  form.addEventListener("submit", () => write(form)); // with the token that this page sends
}

// A post that has arrived names the form it came from: its copy can go. Old copies go too.
const sent = new URLSearchParams(location.search).get("sent");
for (const key of Object.keys(localStorage).filter((name) => name.startsWith("sahel-draft-"))) {
  const mirror = read(key);
  const old = !mirror || Date.now() - mirror.at > KEEP_DAYS * 86400000;
  if (old || (sent && mirror.token === sent)) localStorage.removeItem(key);
}
if (sent) history.replaceState(null, "", location.pathname + location.hash);

// An answer from another address than the one asked is the sign-in page: it does not belong into this one. Whoever is
// writing is told; whoever only wanted to reply goes there.
function isAnother(xhr, asked) {
  return xhr.responseURL !== "" && new URL(xhr.responseURL).pathname !== new URL(asked, location.href).pathname;
}
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig, elt } = event.detail;
  if (!isAnother(xhr, requestConfig.path)) return;
  event.detail.shouldSwap = false;
  const link = requestConfig.elt.closest("a[href]");
  if (link) location.assign(link.href);
  else tell(requestConfig.elt ?? elt, true);
});
document.addEventListener("htmx:responseError", (event) => tell(event.detail.elt, event.detail.xhr.status === 403));
document.addEventListener("htmx:sendError", (event) => tell(event.detail.elt, false));
document.addEventListener("htmx:afterSwap", () => document.querySelectorAll("[data-not-saved]").forEach((line) => { line.hidden = true; }));

function tell(element, signedOut) {
  const line = element.closest("form[data-composer]")?.querySelector("[data-not-saved]");
  if (!line) return;
  line.hidden = false;
  line.querySelector("a").hidden = !signedOut;
}

const prepareAll = () => document.querySelectorAll("form[data-composer]").forEach(prepare);
document.addEventListener("DOMContentLoaded", prepareAll); // after htmx, which saves what is put back
document.addEventListener("htmx:afterSettle", prepareAll);
