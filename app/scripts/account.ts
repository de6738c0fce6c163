// Passkeys: only a script can ask a device for one. Whatever is refused is said where the button is, and what was typed stays.

import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from "@simplewebauthn/browser";

type Errors = Record<string, string>;

interface Answer {
  options?: Parameters<typeof startRegistration>[0]["optionsJSON"] &
    Parameters<typeof startAuthentication>[0]["optionsJSON"];
  to?: string;
  errors?: Errors;
}

/** A challenge lives for five minutes; one that waits behind a field is renewed before. */
const RENEWAL_MS = 4 * 60_000;
let renewal: ReturnType<typeof setTimeout> | undefined;

const forms = document.querySelectorAll<HTMLFormElement>("form[data-passkey]");
for (const form of forms) {
  const unable = form.parentElement?.querySelector<HTMLElement>("[data-unable]");
  if (browserSupportsWebAuthn()) offer(form);
  else if (unable) unable.hidden = false;
}

function offer(form: HTMLFormElement) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.ariaBusy) return;
    form.ariaBusy = "true";
    showErrors(form, {});
    document.title = document.title.replace(ERROR, "");
    showErrors(form, await askDevice(form));
    form.ariaBusy = null;
    offerInField(form);
  });
  offerInField(form);
}

/** From the button to the next page; gives why not. */
async function askDevice(form: HTMLFormElement): Promise<Errors> {
  const { options, errors } = await post(`${form.action}/options`, fieldsOf(form));
  if (!options) return errors ?? {};
  try {
    const isNew = form.dataset.passkey === "create";
    const ask = isNew ? startRegistration : startAuthentication;
    return await hand(form, await ask({ optionsJSON: options }));
  } catch (error) {
    return { form: explain(error) };
  }
}

/** Sends what the device has answered, and goes where the site says. */
async function hand(form: HTMLFormElement, credential: object): Promise<Errors> {
  const fields = fieldsOf(form);
  fields.set("credential", JSON.stringify(credential));
  const { to, errors } = await post(form.action, fields);
  if (to) location.assign(to);
  return errors ?? {};
}

/** Where an address is typed, the browser offers what it has, for as long as the page is open. */
async function offerInField(form: HTMLFormElement) {
  clearTimeout(renewal);
  if (form.dataset.passkey !== "get" || !(await browserSupportsWebAuthnAutofill())) return;
  const { options } = await post(`${form.action}/options`, fieldsOf(form));
  if (!options || form.ariaBusy) return;
  const renew = () => {
    // What nobody looks at asks for nothing.
    if (document.hidden) document.addEventListener("visibilitychange", renew, { once: true });
    else offerInField(form);
  };
  renewal = setTimeout(renew, RENEWAL_MS);
  // It ends without an answer when it is renewed, or the button is pressed.
  const credential = await startAuthentication({ optionsJSON: options, useBrowserAutofill: true }).catch(
    () => null,
  );
  if (!credential) return;
  // One that was refused would be again: the button is still there.
  showErrors(form, await hand(form, credential));
}

/** The form's own fields, and those of the form that it belongs to. */
function fieldsOf(form: HTMLFormElement): URLSearchParams {
  const fields = new URLSearchParams();
  for (const one of [otherOf(form), form])
    if (one) for (const [name, value] of new FormData(one)) fields.set(name, String(value));
  // That form's password is for those who want one.
  if (otherOf(form)) fields.delete("password");
  return fields;
}

function otherOf(form: HTMLFormElement) {
  return document.getElementById(form.dataset.fieldsOf ?? "") as HTMLFormElement | null;
}

async function post(address: string, body: URLSearchParams): Promise<Answer> {
  try {
    const response = await fetch(address, { method: "POST", body });
    if (/json/.test(response.headers.get("content-type") ?? "")) return await response.json();
    return { errors: { form: "Something went wrong on our side. Please try again in a moment." } };
  } catch {
    return { errors: { form: "This site can’t be reached right now. Check your connection and try again." } };
  }
}

/** What a browser says when it has no passkey to give, in words. It doesn't tell which of several it was. */
function explain(error: unknown): string {
  const { name } =
    error instanceof WebAuthnError && error.cause instanceof Error ? error.cause : (error as Error);
  switch (name) {
    case "InvalidStateError":
      return "This device already has a passkey for your account.";
    case "ConstraintError":
    case "NotSupportedError":
      return "Passkeys need a device with a fingerprint reader, face recognition or a PIN. This device has none.";
    case "SecurityError":
      return "Passkeys don’t work at this address. They need https and a domain name, for example https://blog.example.org.";
    default:
      return "No passkey was used. You may have cancelled, it may have taken too long, or this device has no passkey for this site.";
  }
}

function showErrors(form: HTMLFormElement, errors: Errors) {
  const shown = [form, otherOf(form)].filter((one) => one !== null);
  for (const one of shown) clearErrors(one);
  const alert = form.querySelector<HTMLElement>("[role=alert]");
  const refused = Object.entries(errors);
  if (!alert || refused.length === 0) return;
  const links = document.createElement("ul");
  const said: string[] = [];
  for (const [name, words] of refused) {
    const field = shown
      .map((one) => one.elements.namedItem(name))
      .find((one) => one instanceof HTMLInputElement);
    if (!field || field.type === "hidden") {
      said.push(words);
      continue;
    }
    sayBeside(field, words);
    const link = document.createElement("a");
    link.href = `#${field.id}`;
    link.textContent = words;
    const item = document.createElement("li");
    item.append(link);
    links.append(item);
  }
  const head = document.createElement("p");
  head.textContent = said.join(" ") || "Please fix the fields marked below.";
  alert.replaceChildren(head, ...(links.children.length > 0 ? [links] : []));
  alert.hidden = false;
  alert.focus();
  document.title = `${ERROR}${document.title.replace(ERROR, "")}`;
}

/** As the site itself begins the title of a page that gives a form back. */
const ERROR = "Error: ";

function sayBeside(field: HTMLInputElement, words: string) {
  const error = document.createElement("p");
  error.className = "field-error";
  error.id = `${field.id}-error`;
  error.textContent = words;
  field.before(error);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute(
    "aria-describedby",
    `${field.getAttribute("aria-describedby") ?? ""} ${error.id}`.trim(),
  );
}

function clearErrors(form: HTMLFormElement) {
  for (const alert of form.querySelectorAll<HTMLElement>(".form-refusal")) alert.hidden = true;
  for (const error of form.querySelectorAll(".field-error")) error.remove();
  for (const field of form.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    const described = field.getAttribute("aria-describedby") ?? "";
    field.setAttribute("aria-describedby", described.replace(`${field.id}-error`, "").trim());
  }
}
