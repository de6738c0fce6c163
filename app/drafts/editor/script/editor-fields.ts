// The fields of the editor's form, as the script reads and fills them.

/** Fields that say what a save begins from; they are not the text. */
const FRAME = ["as", "form", "version", "based", "post", "number"];

export const field = (form: HTMLFormElement, name: string) =>
  form.elements.namedItem(name) as HTMLInputElement | HTMLTextAreaElement | null;

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
