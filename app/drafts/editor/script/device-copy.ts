// What the server doesn't have yet is kept on this device, for one person. Every copy is deleted when the server has the text, and when the
// person signs out.

/** A text as it stands in the editor's form. */
export interface DeviceCopy {
  /** The draft's id; null for one that no server has heard of. */
  id: number | null;
  /** The key of its form, and what its next save would begin from. */
  form: string;
  version: string;
  number: number;
  fields: Record<string, string>;
  /** Time of the last change. */
  at: number;
}

const prefixOf = (personId: string) => `writing ${personId} `;

const keyOf = (personId: string, { id, form }: Pick<DeviceCopy, "id" | "form">) =>
  `${prefixOf(personId)}${id ?? form}`;

/** Returns false where the device's store is full or forbidden. */
export function keepCopy(personId: string, copy: DeviceCopy): boolean {
  try {
    localStorage.setItem(keyOf(personId, copy), JSON.stringify(copy));
    return true;
  } catch {
    return false;
  }
}

export function dropCopy(personId: string, copy: Pick<DeviceCopy, "id" | "form">): void {
  try {
    localStorage.removeItem(keyOf(personId, copy));
  } catch {}
}

/** A person's copies on this device, newest first. */
export function listCopies(personId: string): DeviceCopy[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefixOf(personId)))
      .flatMap((key) => parseCopy(localStorage.getItem(key)) ?? [])
      .sort((a, b) => b.at - a.at);
  } catch {
    return [];
  }
}

/** Deletes all copies of a person who signs out. */
export function dropCopies(personId: string): void {
  for (const copy of listCopies(personId)) dropCopy(personId, copy);
}

/** Null for what another version of this script has kept. */
function parseCopy(text: string | null): DeviceCopy | null {
  try {
    const copy = JSON.parse(text ?? "null") as Partial<DeviceCopy> | null;
    return copy?.fields && typeof copy.form === "string" && typeof copy.at === "number"
      ? (copy as DeviceCopy)
      : null;
  } catch {
    return null;
  }
}
