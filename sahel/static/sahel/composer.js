// The composer's copy on this device. The server keeps drafts; this keeps what the server never got: a lost
// connection, a session that ended, a closed tab. Nothing here is needed to write and send.

const KEEP_DAYS = 30;
const MIRROR = "sahel-draft-";
const FIELDS = ["text", "steelman"];

// One copy for each window: the form's token tells them apart.
const windowsOf = (form) => `${MIRROR}${form.dataset.composer}-`;
const keyOf = (form) => windowsOf(form) + form.elements.client_token.value;
const mirrors = (beginning) => Object.keys(localStorage).filter((key) => key.startsWith(beginning));
const wordsOf = (form) => Object.fromEntries(FIELDS.map((name) => [name, form.elements[name]?.value ?? ""]));
const every = (test) => FIELDS.every(test);

function read(key) {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}

function write(form) {
  const mirror = { ...wordsOf(form), at: Date.now() };
  try { localStorage.setItem(keyOf(form), JSON.stringify(mirror)); } catch { /* full, or forbidden: the server has it */ }
}

// The server has these words: copies of them can go. One of which more was written meanwhile stays.
function forget(form, words) {
  for (const key of mirrors(windowsOf(form))) {
    const mirror = read(key);
    if (mirror && every((name) => (mirror[name] ?? "") === words[name])) localStorage.removeItem(key);
  }
}

function count(form) {
  const line = form.querySelector("[data-length]");
  if (line) line.textContent = `${form.elements.text.value.length} ${line.dataset.length}`;
}

function put(form, key, mirror) {
  localStorage.removeItem(key); // from here on they are this window's words
  FIELDS.filter((name) => form.elements[name] && mirror[name]).forEach((name) => {
    form.elements[name].value = mirror[name];
    form.elements[name].closest("details")?.setAttribute("open", "");
  });
  form.elements.text.dispatchEvent(new Event("input", { bubbles: true }));
}

// Words that only this device has go back by themselves where they continue what stands there; else on request,
// because what stands there may be newer, from another device.
function putBack(form) {
  const here = wordsOf(form);
  const found = mirrors(windowsOf(form)).map((key) => [key, read(key)])
    .filter(([, mirror]) => mirror && !every((name) => !(mirror[name] ?? "").trim())
      && !every((name) => (mirror[name] ?? "").trim() === here[name].trim()))
    .sort(([, one], [, other]) => other.at - one.at)[0];
  if (!found) return;
  if (every((name) => (found[1][name] ?? "").trim().startsWith(here[name].trim()))) { put(form, ...found); return; }
  const offer = form.querySelector("[data-put-back]");
  offer.hidden = false;
  offer.addEventListener("click", () => { put(form, ...found); offer.hidden = true; }, { once: true });
}

function prepare(form) {
  if (form.dataset.ready) return;
  form.dataset.ready = "yes";
  if (!form.querySelector(".is-failing")) forget(form, wordsOf(form));
  if (!form.querySelector("[role=alert]:not([hidden])")) putBack(form); // an answer to what was sent shows just that
  FIELDS.forEach((name) => form.elements[name]?.addEventListener("input", () => { write(form); count(form); }));
  form.addEventListener("submit", () => write(form)); // for a send that does not arrive
}

// A post that has arrived names the form it came from: its copy can go. Old copies go too.
const sent = new URLSearchParams(location.search).get("sent");
for (const key of mirrors(MIRROR)) {
  const mirror = read(key);
  const old = !mirror || Date.now() - mirror.at > KEEP_DAYS * 86400000;
  if (old || (sent && key.endsWith(sent))) localStorage.removeItem(key);
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
document.addEventListener("htmx:afterRequest", (event) => {
  const { xhr, requestConfig, successful } = event.detail;
  const form = requestConfig.elt.closest("form[data-composer]");
  const isSave = form && requestConfig.elt.matches("textarea"); // other answers bring a new form, which forgets for itself
  if (!isSave || !successful || isAnother(xhr, requestConfig.path)) return;
  const given = requestConfig.formData;
  forget(form, Object.fromEntries(FIELDS.map((name) => [name, given.get(name) ?? ""])));
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
