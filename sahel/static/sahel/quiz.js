// Taking a quiz. Without this file every button of the page still saves; with it nothing typed is lost on the way.

const questions = [...document.querySelectorAll("[data-question]")];

// Answers on their way to the server, kept on this device until they have arrived, for this person alone.
const PREFIX = `sahel-answer:${document.currentScript.dataset.person}:`;
const waiting = {
  get: (url) => stored(() => localStorage.getItem(PREFIX + url)),
  put: (url, body) => stored(() => localStorage.setItem(PREFIX + url, body)),
  drop: (url) => stored(() => localStorage.removeItem(PREFIX + url)),
  urls: () => (stored(() => Object.keys(localStorage)) ?? []).filter(isWaiting).map((key) => key.slice(PREFIX.length)),
};
const isWaiting = (key) => key.startsWith(PREFIX);

// A device that is full, or whose owner allows no storage, saves over the network all the same.
function stored(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

function send(url, body, options = {}) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const headers = { "X-CSRFToken": token, "HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded" };
  return fetch(url, { method: "POST", headers, body, ...options });
}

// A sign-in in another tab has changed the token of all forms: take the new one from this page as it is now.
async function renewToken() {
  const reply = await fetch(location.href);
  const now = new DOMParser().parseFromString(await reply.text(), "text/html").querySelector("[name=csrfmiddlewaretoken]");
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = now?.value ?? field.value;
  return reply;
}

// ------------------------------------------------------------------ one question of the page

// Saved, kept beside another tab's, and refused with a reason beside it.
const UNDERSTOOD = [200, 409, 422];
const TRAVELS = ["client_id", "rev"];

class Question {
  constructor(element) {
    this.element = element;
    this.form = element.closest("form");
    this.url = element.dataset.question;
    this.prefix = element.dataset.prefix;
    this.saved = element.querySelector("[data-saved]");
    this.lastSaved = this.answered();
    this.pause = 5000;
    this.isAdrift = this.isRefused = false;
    element.addEventListener("input", () => waiting.put(this.url, this.body()));
    element.addEventListener("change", () => waiting.put(this.url, this.body()));
  }

  // The question's own fields as they are sent. On a page with others their names begin with its prefix.
  fields() {
    const own = [...new FormData(this.form)].filter(([name]) => name.startsWith(this.prefix));
    const data = new URLSearchParams(own);
    data.delete("csrfmiddlewaretoken");
    return data;
  }

  // What was answered, without what only travels with it.
  answered() {
    const data = this.fields();
    for (const name of TRAVELS) data.delete(this.prefix + name);
    return data.toString();
  }

  // An id for every answer: what was sent may have arrived although nobody heard so.
  freshId() {
    const tab = this.form.elements[`${this.prefix}client_id`].value.split(":")[0];
    return `${tab}:${crypto.getRandomValues(new Uint32Array(2)).join("")}`;
  }

  body(clientId = this.freshId()) {
    const data = this.fields();
    data.set(`${this.prefix}client_id`, clientId);
    return data.toString();
  }

  get isSaved() {
    return this.answered() === this.lastSaved;
  }

  // Before htmx sends: only this question's fields go, under a new id, and a copy stays here.
  prepare(event) {
    if (this.isSaved && !waiting.get(this.url)) {
      event.preventDefault();
      return;
    }
    const { parameters } = event.detail;
    for (const name of Object.keys(parameters)) {
      if (!name.startsWith(this.prefix) && name !== "csrfmiddlewaretoken") delete parameters[name];
    }
    const id = this.freshId();
    parameters[`${this.prefix}client_id`] = id;
    this.inFlight = this.answered();
    waiting.put(this.url, this.body(id));
  }

  // The server has answered. True when its answer may be shown.
  heard(xhr) {
    // After a sign-out the answer is the sign-in page: it must not be taken for the saved state.
    if (new URL(xhr.responseURL, location).pathname !== this.url) {
      this.failing(this.saved.dataset.signedOut);
      dispatchEvent(new Event("sahel:signed-out"));
      return false;
    }
    // Anything else has not reached the answer: it stays on this device.
    if (!UNDERSTOOD.includes(xhr.status)) return true;
    this.saved.classList.toggle("is-failing", xhr.status >= 400);
    this.isAdrift = false;
    this.isRefused = xhr.status === 422;
    clearTimeout(this.retry);
    this.lastSaved = this.inFlight;
    if (this.isSaved) waiting.drop(this.url);
    this.pause = 5000;
    tellUnsaved();
    return true;
  }

  failing(text) {
    this.isAdrift = true;
    this.saved.classList.add("is-failing");
    let words = this.saved.querySelector("[data-words]");
    if (!words) {
      for (const node of [...this.saved.childNodes]) if (node.nodeName !== "INPUT") node.remove();
      words = document.createElement("span");
      words.dataset.words = "";
      this.saved.prepend(words);
    }
    words.textContent = text;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.saveAgain(), this.pause);
    this.pause = Math.min(this.pause * 2, 60000);
    tellUnsaved();
  }

  saveAgain() {
    htmx.trigger(this.saved, "save-again");
  }
}

const asked = new Map(questions.map((element) => {
  const question = new Question(element);
  return [question.saved, question];
}));

// Where something could not be sent, the page offers to take it away in a file.
function tellUnsaved() {
  const notice = document.querySelector("[data-unsaved]");
  if (notice) notice.hidden = ![...asked.values()].some((question) => question.isAdrift);
}

document.addEventListener("htmx:configRequest", (event) => asked.get(event.detail.elt)?.prepare(event));
document.addEventListener("htmx:beforeSwap", (event) => {
  const question = asked.get(event.detail.elt);
  if (question && !question.heard(event.detail.xhr)) event.detail.shouldSwap = false;
});
for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(failure, (event) => {
    const question = asked.get(event.detail.elt);
    if (!question || UNDERSTOOD.includes(event.detail.xhr?.status)) return;
    question.failing(question.saved.dataset.failing);
    if (event.detail.xhr?.status === 403) renewToken().catch(() => {}); // the retry goes with it
  });
}

// A button saves by itself; its answers wait here too, in case they never arrive.
let leavingByButton = false;
for (const form of new Set(questions.map((element) => element.closest("form")))) {
  form.addEventListener("submit", () => {
    leavingByButton = true;
    for (const question of asked.values()) if (!question.isSaved) waiting.put(question.url, question.body());
  });
}

addEventListener("pagehide", () => {
  if (leavingByButton) return;
  for (const question of asked.values()) {
    if (question.isSaved) continue;
    const body = question.body();
    waiting.put(question.url, body);
    send(question.url, body, { keepalive: true }).catch(() => {}); // the next page sends it again
  }
});

addEventListener("beforeunload", (event) => {
  const unkept = [...asked.values()].some((question) => question.isAdrift || question.isRefused);
  if (!leavingByButton && unkept) event.preventDefault();
});

// ------------------------------------------------------------------ what an earlier page could not send

// Who has pressed a button is on the way to the next page: a reload would call them back and lose the press.
let onTheWay = false;
addEventListener("submit", () => {
  onTheWay = true;
});

// The server knows an answer it has had before, so once more does no harm. What it does not find may be hidden from
// somebody else who is signed in: it stays here for its own person.
async function replay() {
  for (const url of waiting.urls()) {
    const body = waiting.get(url);
    const here = [...asked.values()].find((question) => question.url === url);
    if (here && !here.isSaved) {
      here.saveAgain(); // it is still being written: the page sends it as it is now
      continue;
    }
    try {
      const reply = await send(url, body);
      if (new URL(reply.url).pathname !== url || ![200, 409].includes(reply.status)) continue;
      if (waiting.get(url) === body) waiting.drop(url);
      // The question itself shows another answer now, and the review counts one more.
      if ((here || !questions.length) && !onTheWay) location.reload();
    } catch {
      return; // no network: the next page, or the event "online", tries again
    }
  }
}
replay();
addEventListener("online", replay);
addEventListener("sahel:signed-in", replay);

// The last resort: everything that waits here, in a file that the teacher can add to the attempt.
for (const button of document.querySelectorAll("[data-download]")) {
  button.addEventListener("click", () => {
    const bodies = Object.fromEntries(waiting.urls().map((url) => [url, waiting.get(url)]));
    for (const question of asked.values()) bodies[question.url] ??= question.body();
    const file = { sahel: "answers", attempt: Number(button.dataset.download), at: new Date().toISOString(), bodies };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 2)], { type: "application/json" }));
    link.download = `sahel-answers-${file.attempt}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
}
