// Signed out while answering: the sign-in comes to the page, so that the page with its answers stays.

const signIn = document.getElementById("sign-in-again");
const says = signIn?.querySelector("[data-says]");
const place = signIn?.querySelector("[data-place]");

addEventListener("sahel:signed-out", () => signIn && !signIn.open && askToSignIn().catch(() => {}));

async function askToSignIn() {
  const reply = await fetch(signIn.dataset.signIn);
  if (showForm(await reply.text(), reply.url)) signIn.showModal();
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
  const page = await renewToken();
  if (page.status !== 200 || new URL(page.url).pathname !== location.pathname) {
    says.textContent = signIn.dataset.other;
    await askToSignIn();
    return;
  }
  signIn.close();
  dispatchEvent(new Event("sahel:signed-in"));
}

signIn?.querySelector("[data-close]").addEventListener("click", () => signIn.close());
