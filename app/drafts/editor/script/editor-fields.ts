// The fields of the editor's form, as the script reads and fills them.

/** Fields that say what a save begins from; they are not the text. */
const FRAME = ["as", "form", "after", "version", "based", "kind", "post", "page", "number"];

export const field = (form: HTMLFormElement, name: string) =>
  form.elements.namedItem(name) as HTMLInputElement | HTMLTextAreaElement | null;

/** The value of a field; "" if the form doesn't have it. */
export const readField = (form: HTMLFormElement, name: string): string => field(form, name)?.value ?? "";

/** Sets the value of a field that isn't shown, and adds it if the form doesn't have it. */
export function setHidden(form: HTMLFormElement, name: string, value: string): void {
  let input = field(form, name);
  if (!input) {
    input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    form.append(input);
  }
  input.value = value;
}

/** A key as the server gives each opened form. `crypto.randomUUID` isn't there on a site without https. */
export const newFormKey = () => `by-script-${crypto.getRandomValues(new Uint32Array(4)).join("-")}`;

/** What the form sends. */
export const bodyOf = (form: HTMLFormElement): URLSearchParams =>
  new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));

/** The text: all fields that a person types. */
export function readFields(form: HTMLFormElement): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of new FormData(form))
    if (typeof value === "string" && !FRAME.includes(name)) fields[name] = value;
  return fields;
}

/** Fills the fields, and lets everything that listens know. */
export function fillFields(form: HTMLFormElement, fields: Record<string, string>): void {
  for (const [name, value] of Object.entries(fields)) {
    const input = field(form, name);
    if (!input || input.value === value) continue;
    input.value = value;
    input.dispatchEvent(new Event("filled"));
  }
}

export const isSame = (a: Record<string, string>, b: Record<string, string>): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

export const hasText = (fields: Record<string, string>): boolean =>
  ["title", "body", "summary", "tags", "slug"].some((name) => fields[name]?.trim());
