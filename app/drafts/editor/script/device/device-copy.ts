// What the server doesn't have yet is kept on this device, for one person. Every copy is deleted when the server has the text, and when the
// person signs out.

/** A text as it stands in the editor's form. */
export interface DeviceCopy {
  /** The draft's id; null for one that no server has heard of. */
  id: number | null;
  /** The post that a draft without an id is the working copy of; "" for none. */
  post: string;
  /** What it becomes, and the page that it is the working copy of. Absent in what earlier versions kept: those were posts. */
  kind?: string;
  page?: string;
  /** Where a draft without an id was begun. Absent in what earlier versions kept. */
  address?: string;
  /** The key of its form, and what its next save would begin from. */
  form: string;
  version: string;
  fields: Record<string, string>;
  /** Time of the last change. */
  at: number;
}

const prefixOf = (personId: string) => `writing ${personId} `;

/** A link that opens the editor with this copy. */
export const copyLink = ({ id, address = "", form }: DeviceCopy): string => {
  const begun = /^\/write(?![^?])/.test(address) ? address : "/write";
  return `${id === null ? begun : `/write/${id}`}${hashOf(form)}`;
};

/** The end of that link. */
export const hashOf = (form: string) => `#device-${encodeURIComponent(form)}`;

export const titleOf = ({ fields }: DeviceCopy) => fields.title?.trim() || "Untitled";

/** Two tabs with one draft have two copies. */
export const copyKey = (personId: string, form: string) => prefixOf(personId) + form;

/** Returns false where the device's store is full or forbidden. */
export function keepCopy(personId: string, copy: DeviceCopy): boolean {
  try {
    localStorage.setItem(copyKey(personId, copy.form), JSON.stringify(copy));
    return true;
  } catch {
    return false;
  }
}

export function dropCopy(personId: string, form: string): void {
  try {
    localStorage.removeItem(copyKey(personId, form));
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

/** Null for what another version of this script has kept. */
function parseCopy(text: string | null): DeviceCopy | null {
  try {
    const copy = JSON.parse(text ?? "null") as Partial<DeviceCopy> | null;
    return copy?.fields && copy.form && copy.version && copy.at ? (copy as DeviceCopy) : null;
  } catch {
    return null;
  }
}
