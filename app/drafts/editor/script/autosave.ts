// Saves the form while it is being written: to the server, and to this device until the server has it. A form in which nobody types
// saves nothing.

import { type DeviceCopy, dropCopy, keepCopy } from "./device-copy";
import { field, hasText, isSame, readFields } from "./editor-fields";

/** After the last key. */
const REST_MS = 2_000;
/** The longest time between two saves while somebody types without a rest. */
const LONGEST_MS = 10_000;
/** The device's copy costs nothing: it is written almost at once. */
const DEVICE_MS = 300;
const TIMEOUT_MS = 20_000;
const RETRY_MS = [2_000, 5_000, 10_000, 30_000];

/** The answer of the server to a save. */
interface SaveAnswer {
  id: number;
  version: number;
  savedAt: string;
  copyId: number | null;
  others: { name: string | null; at: string }[];
}

export interface Outcome {
  kind: "saved" | "offline" | "signed-out" | "refused" | "saving" | "typing";
  /** Whether the text is at least on this device. */
  isKept: boolean;
  savedAt?: Date;
  message?: string | undefined;
  copyId?: number | null;
  draftId: number | null;
  others?: { name: string | null; at: Date }[];
}

export class Autosave {
  #saved: Record<string, string>;
  #id: number | null;
  #number = 0;
  #failures = 0;
  #isKept = true;
  #firstChange = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #deviceTimer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<boolean> | null = null;
  /** A refusal stands until the text changes or its person comes back. */
  #isRefused = false;

  constructor(
    readonly form: HTMLFormElement,
    readonly onOutcome: (outcome: Outcome) => void,
  ) {
    this.#saved = readFields(form);
    this.#id = Number(/^\/write\/(\d+)$/.exec(new URL(form.action).pathname)?.[1]) || null;
    form.addEventListener("input", () => this.changed());
    addEventListener("online", () => this.#retry());
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) this.#keepNow();
      else if (this.#isRefused) this.#retry();
    });
    addEventListener("pagehide", () => this.#keepNow());
    addEventListener("beforeunload", (event) => {
      // Only where the device can't keep it either.
      if (this.isDirty && !this.#keepNow()) event.preventDefault();
    });
  }

  get id(): number | null {
    return this.#id;
  }

  get personId(): string {
    return field(this.form, "as")?.value ?? "";
  }

  get isDirty(): boolean {
    return !isSame(readFields(this.form), this.#saved);
  }

  /** Goes on with a text of this device. */
  adopt(copy: DeviceCopy): void {
    this.#number = Math.max(this.#number, copy.number);
    for (const name of ["form", "version"] as const) {
      const input = field(this.form, name);
      if (input) input.value = copy[name];
    }
    this.changed();
  }

  changed(): void {
    clearTimeout(this.#deviceTimer);
    this.#deviceTimer = setTimeout(() => this.#keepNow(), DEVICE_MS);
    this.#firstChange ||= Date.now();
    this.#isRefused = false;
    this.#plan(Math.min(REST_MS, Math.max(0, this.#firstChange + LONGEST_MS - Date.now())));
    if (!this.#saving) this.#tell("typing");
  }

  /** Saves now. Returns whether the server has everything. */
  async saveNow(): Promise<boolean> {
    clearTimeout(this.#timer);
    while (this.#saving) await this.#saving;
    if (!this.isDirty) return true;
    this.#saving = this.#save();
    const isSaved = await this.#saving;
    this.#saving = null;
    if (isSaved && this.isDirty) this.#plan(REST_MS);
    return isSaved && !this.isDirty;
  }

  #plan(ms: number) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.saveNow(), ms);
  }

  #retry() {
    if (this.isDirty) this.#plan(0);
  }

  async #save(): Promise<boolean> {
    const fields = readFields(this.form);
    if (this.#id === null && !hasText(fields)) return false;
    this.#firstChange = 0;
    const body = new URLSearchParams(
      [...new FormData(this.form)].map(([name, value]) => [name, String(value)]),
    );
    body.set("number", String(++this.#number));
    this.#tell("saving");
    let response: Response;
    try {
      response = await fetch(`/write/${this.#id ?? "new"}/save`, {
        method: "POST",
        headers: { Accept: "application/json" },
        body,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch {
      return this.#failed("offline");
    }
    if (response.status >= 500) return this.#failed("offline");
    const answer = (await response.json().catch(() => null)) as (SaveAnswer & { errors?: Errors }) | null;
    if (response.ok && answer) return this.#succeeded(fields, answer);
    this.#isRefused = true;
    const message = Object.values(answer?.errors ?? {}).join(" ");
    return this.#failed(response.status === 401 ? "signed-out" : "refused", message);
  }

  #succeeded(fields: Record<string, string>, { id, version, savedAt, copyId, others }: SaveAnswer): boolean {
    const isNew = this.#id === null;
    const key = field(this.form, "form")?.value ?? "";
    dropCopy(this.personId, { id: this.#id, form: key });
    this.#id = id;
    this.#saved = fields;
    this.#failures = 0;
    const input = field(this.form, "version");
    if (input) input.value = String(version);
    if (isNew) this.#moveTo(id);
    if (this.isDirty) this.#keepNow();
    this.onOutcome({
      ...{ kind: "saved", isKept: true, savedAt: new Date(savedAt), copyId, draftId: id },
      others: others.map(({ name, at }) => ({ name, at: new Date(at) })),
    });
    return true;
  }

  /** The first save gives the draft its address. */
  #moveTo(id: number) {
    history.replaceState(history.state, "", `/write/${id}`);
    this.form.action = `/write/${id}`;
    for (const button of this.form.querySelectorAll<HTMLButtonElement>("button[formaction]"))
      button.formAction = button.formAction.replace("/write/new/", `/write/${id}/`);
  }

  #failed(kind: Outcome["kind"], message?: string): false {
    this.#keepNow();
    this.#tell(kind, message);
    if (kind === "offline") this.#plan(RETRY_MS[Math.min(this.#failures++, RETRY_MS.length - 1)] ?? 0);
    return false;
  }

  /** Keeps on this device what the server doesn't have. Returns false if that is impossible. */
  #keepNow(): boolean {
    clearTimeout(this.#deviceTimer);
    const fields = readFields(this.form);
    if (!this.isDirty || (this.#id === null && !hasText(fields))) return true;
    const value = (name: string) => field(this.form, name)?.value ?? "";
    const copy = { id: this.#id, form: value("form"), version: value("version"), number: this.#number };
    this.#isKept = keepCopy(this.personId, { ...copy, fields, at: Date.now() });
    return this.#isKept;
  }

  #tell(kind: Outcome["kind"], message?: string) {
    this.onOutcome({ kind, isKept: this.#isKept, message, draftId: this.#id });
  }
}

type Errors = Record<string, string>;
