// Taking a quiz. Without this file every button of the page still saves; with it nothing typed is lost on the way.

const form = document.querySelector("[data-quiz-answer]");
const saved = document.getElementById("saved");
const address = form?.getAttribute("action");

// Answers on their way to the server, kept on this device until they have arrived, for this person alone.
const PREFIX = `sahel-answer:${document.currentScript.dataset.person}:`;
const waiting = {
  get: (url) => stored(() => localStorage.getItem(PREFIX + url)),
  put: (url, body) => stored(() => localStorage.setItem(PREFIX + url, body)),
  drop: (url, body) => waiting.get(url) === body && localStorage.removeItem(PREFIX + url),
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

// What was answered, without what only travels with it.
function answered() {
  const data = new URLSearchParams(new FormData(form));
  for (const name of ["csrfmiddlewaretoken", "client_id", "rev"]) data.delete(name);
  return data.toString();
}

// Everything the server needs, except the token, which is new on every page.
function bodyOf(clientId) {
  const data = new URLSearchParams(new FormData(form));
  data.delete("csrfmiddlewaretoken");
  if (clientId) data.set("client_id", clientId);
  return data.toString();
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
}

// ------------------------------------------------------------------ saving

// Saved, kept beside another tab's, and refused with a reason beside it.
const UNDERSTOOD = [200, 409, 422];

let lastSaved = form && answered();
let inFlight = null;
let leavingByButton = false;
let pause = 5000;
let retry = 0;

// An id for every answer: what was sent may have arrived although nobody heard so.
function freshId() {
  const tab = form.elements.client_id.value.split(":")[0];
  return `${tab}:${crypto.getRandomValues(new Uint32Array(2)).join("")}`;
}

function failing(text) {
  saved.classList.add("is-failing");
  let words = saved.querySelector("[data-words]");
  if (!words) {
    for (const node of [...saved.childNodes]) if (node.nodeName !== "INPUT") node.remove();
    words = document.createElement("span");
    words.dataset.words = "";
    saved.prepend(words);
  }
  words.textContent = text;
  clearTimeout(retry);
  retry = setTimeout(() => htmx.trigger(saved, "save-again"), pause);
  pause = Math.min(pause * 2, 60000);
}

if (form) {
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.elt !== saved) return;
    if (answered() === lastSaved && !waiting.get(address)) {
      event.preventDefault();
      return;
    }
    const id = freshId();
    event.detail.parameters.client_id = id;
    inFlight = { answer: answered(), body: bodyOf(id) };
    waiting.put(address, inFlight.body);
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.elt !== saved) return;
    // After a sign-out the answer is the sign-in page: it must not be taken for the saved state.
    if (new URL(event.detail.xhr.responseURL, location).pathname !== address) {
      event.detail.shouldSwap = false;
      failing(saved.dataset.signedOut);
      return;
    }
    // Anything else has not reached the answer: it stays on this device.
    if (!UNDERSTOOD.includes(event.detail.xhr.status)) return;
    saved.classList.toggle("is-failing", event.detail.xhr.status >= 400);
    lastSaved = inFlight.answer;
    waiting.drop(address, inFlight.body);
    pause = 5000;
  });

  for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    document.addEventListener(failure, (event) => {
      if (event.detail.elt !== saved || UNDERSTOOD.includes(event.detail.xhr?.status)) return;
      failing(saved.dataset.failing);
      if (event.detail.xhr?.status === 403) renewToken().catch(() => {}); // the retry goes with it
    });
  }

  // A button saves by itself; its answer waits here too, in case it never arrives.
  form.addEventListener("submit", () => {
    leavingByButton = true;
    if (answered() !== lastSaved) waiting.put(address, bodyOf());
  });

  addEventListener("pagehide", () => {
    if (leavingByButton || answered() === lastSaved) return;
    const body = bodyOf(freshId());
    waiting.put(address, body);
    send(address, body, { keepalive: true }).catch(() => {}); // the next page sends it again
  });

  addEventListener("beforeunload", (event) => {
    if (!leavingByButton && saved.classList.contains("is-failing")) event.preventDefault();
  });
}

// Who has pressed a button is on the way to the next page: a reload would call them back and lose the press.
let onTheWay = false;
addEventListener("submit", () => {
  onTheWay = true;
});

// What an earlier page could not send. The server knows an answer it has had before, so once more does no harm.
async function replay() {
  for (const url of waiting.urls()) {
    const body = waiting.get(url);
    try {
      const reply = await send(url, body);
      if (new URL(reply.url).pathname !== url || ![200, 404, 409].includes(reply.status)) continue;
      waiting.drop(url, body);
      // The question itself shows another answer now, and the review counts one more.
      if ((url === address || !form) && !onTheWay) location.reload();
    } catch {
      return; // no network: the next page, or the event "online", tries again
    }
  }
}
replay();
addEventListener("online", replay);

// ------------------------------------------------------------------ the clock: display only, the server keeps the time

const clock = document.querySelector("[data-deadline]");
if (clock) {
  const left = clock.querySelector(".left");
  const says = document.querySelector("[data-timer-says]");
  const hide = clock.querySelector("[data-hide-timer]");
  const ahead = Date.now() - new Date(clock.dataset.now);
  const deadline = new Date(clock.dataset.deadline).getTime() + ahead;
  const two = (number) => String(number).padStart(2, "0");
  let announced = "";

  const tick = () => {
    const seconds = Math.max(0, Math.round((deadline - Date.now()) / 1000));
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    left.textContent = `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
    const mark = [1, 5, 10].find((one) => seconds < one * 60);
    const text = seconds === 0 ? says.dataset.over : mark ? says.dataset[`under${mark}`] : "";
    if (text !== announced) says.textContent = announced = text;
  };
  setInterval(tick, 1000);
  tick();

  hide.hidden = false;
  const words = [hide.textContent, hide.dataset.show];
  hide.addEventListener("click", () => {
    left.hidden = !left.hidden;
    hide.textContent = words[Number(left.hidden)];
  });
}
