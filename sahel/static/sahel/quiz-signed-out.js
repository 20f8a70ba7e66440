// Signed out while answering: the sign-in comes to the page, so that the page with its answers stays.

const signIn = document.getElementById("sign-in-again");
const says = signIn?.querySelector("[data-says]");
const place = signIn?.querySelector("[data-place]");

const again = document.querySelector("[data-sign-in-again]");

// Asked by itself once. Who puts it off goes on writing, and finds a button beside the notice.
let hasAsked = false;
addEventListener("sahel:signed-out", () => {
  if (!signIn || hasAsked) return;
  hasAsked = true;
  again.hidden = false;
  askToSignIn().catch(() => {});
});
addEventListener("sahel:signed-in", () => {
  hasAsked = false;
  if (again) again.hidden = true;
});

async function askToSignIn() {
  const reply = await fetch(signIn.dataset.signIn);
  if (showForm(await reply.text(), reply.url) && !signIn.open) signIn.showModal();
}

// The form of a page of the sign-in, taken over with its fields and its token. False when the page has none.
function showForm(text, url) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const form = page.querySelector("main form[method=post]");
  if (!form) return false;
  const here = document.importNode(form, true);
  here.action = new URL(form.getAttribute("action") ?? "", url).href;
  here.addEventListener("submit", (event) => {
    event.preventDefault();
    says.textContent = "";
    signInWith(here, event.submitter).catch(() => {});
  });
  place.replaceChildren(here);
  here.querySelector("input:not([type=hidden])")?.focus();
  return true;
}

async function signInWith(form, button) {
  const reply = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, button)) });
  // A wrong password, or a second step such as a one-time code: its form stands in the dialog next.
  const isStep = new URL(reply.url).pathname.startsWith(new URL(signIn.dataset.signIn, location).pathname.replace(/[^/]+\/$/, ""));
  if (isStep && showForm(await reply.text(), reply.url)) return;
  // Only whose attempt it is can ask for its clock.
  const own = await fetch(signIn.dataset.own);
  if (!own.ok || own.redirected) {
    await signOut();
    await askToSignIn(); // the words come when the form is there to be filled in
    says.textContent = signIn.dataset.other;
    return;
  }
  await renewToken();
  signIn.close();
  dispatchEvent(new Event("sahel:signed-in"));
}

// The form of the page that asks before it signs anybody out, sent at once.
async function signOut() {
  const reply = await fetch(signIn.dataset.signOut);
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  const form = page.querySelector("main form[method=post]");
  if (form) await fetch(reply.url, { method: "POST", body: new URLSearchParams(new FormData(form)) });
}

again?.addEventListener("click", () => askToSignIn().catch(() => {}));
signIn?.querySelector("[data-close]").addEventListener("click", () => signIn.close());
