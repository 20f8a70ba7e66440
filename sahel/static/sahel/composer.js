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

function prepare(form) {
  if (form.dataset.ready) return;
  form.dataset.ready = "yes";
  const mirror = read(keyOf(form));
  const text = form.elements.text;
  const savedAt = Number(form.dataset.saved || 0) * 1000;
  if (mirror && mirror.text && mirror.at > savedAt + 60000 && !text.value.trim()) {
    text.value = mirror.text;
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }
  text.addEventListener("input", () => { write(form); count(form); });
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

const prepareAll = () => document.querySelectorAll("form[data-composer]").forEach(prepare);
prepareAll();
document.addEventListener("htmx:afterSettle", prepareAll);
