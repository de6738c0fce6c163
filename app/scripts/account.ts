// Passkeys, which only a script can request from a device. Errors are shown at the button, and what was typed
// stays.

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

/** A challenge expires after five minutes, so one that waits in a field is renewed before. */
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

/** Runs from the button to the next page. Returns the errors. */
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

/** Submits the device's answer and follows the redirect. Returns the errors. */
async function hand(form: HTMLFormElement, credential: object): Promise<Errors> {
  const fields = fieldsOf(form);
  fields.set("credential", JSON.stringify(credential));
  const { to, errors } = await post(form.action, fields);
  if (to) location.assign(to);
  return errors ?? {};
}

/** Offers passkeys in the e-mail field (autofill), for as long as the page is open. */
async function offerInField(form: HTMLFormElement) {
  clearTimeout(renewal);
  if (form.dataset.passkey !== "get" || !(await browserSupportsWebAuthnAutofill())) return;
  const { options } = await post(`${form.action}/options`, fieldsOf(form));
  if (!options || form.ariaBusy) return;
  const renew = () => {
    // A hidden page renews nothing.
    if (document.hidden) document.addEventListener("visibilitychange", renew, { once: true });
    else offerInField(form);
  };
  renewal = setTimeout(renew, RENEWAL_MS);
  // Ends without an answer when it is renewed or the button is pressed.
  const credential = await startAuthentication({ optionsJSON: options, useBrowserAutofill: true }).catch(
    () => null,
  );
  if (!credential) return;
  // Not offered again after a refusal; the button is still there.
  showErrors(form, await hand(form, credential));
}

/** The fields of the form and of the form that it belongs to (`data-fields-of`). */
function fieldsOf(form: HTMLFormElement): URLSearchParams {
  const fields = new URLSearchParams();
  for (const one of [otherOf(form), form])
    if (one) for (const [name, value] of new FormData(one)) fields.set(name, String(value));
  // The other form's password isn't used with a passkey.
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

/** Explains a browser's error. Browsers don't distinguish all causes. */
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
  const messages: string[] = [];
  for (const [name, words] of refused) {
    const field = shown
      .map((one) => one.elements.namedItem(name))
      .find((one) => one instanceof HTMLInputElement);
    if (!field || field.type === "hidden") {
      messages.push(words);
      continue;
    }
    showFieldError(field, words);
    const link = document.createElement("a");
    link.href = `#${field.id}`;
    link.textContent = words;
    const item = document.createElement("li");
    item.append(link);
    links.append(item);
  }
  const head = document.createElement("p");
  head.textContent = messages.join(" ") || "Please fix the fields marked below.";
  alert.replaceChildren(head, ...(links.children.length > 0 ? [links] : []));
  alert.hidden = false;
  alert.focus();
  document.title = `${ERROR}${document.title.replace(ERROR, "")}`;
}

/** The site's own forms with errors begin their titles in the same way. */
const ERROR = "Error: ";

function showFieldError(field: HTMLInputElement, words: string) {
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
