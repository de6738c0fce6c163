// Saves the form while it is being written: to the server, and to this device until the server has it. A form in which nobody types
// saves nothing.

import { type DeviceCopy, dropCopy, keepCopy } from "../device/device-copy";
import { bodyOf, hasText, isSame, newFormKey, readField, readFields, setHidden } from "../editor-fields";
import { type SaveFailure, sendSave } from "./save-request";
import { SIGNED_OUT } from "./signing-out";

/** After the last key. */
const REST_MS = 2_000;
/** The longest time between two saves while somebody types without a rest. */
const LONGEST_MS = 10_000;
/** The device's copy costs nothing: it is written almost at once. */
const DEVICE_MS = 300;
const RETRY_MS = [2_000, 5_000, 10_000, 30_000];

export interface Outcome {
  kind: "saved" | "saving" | "typing" | SaveFailure;
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
  /** False after this person has signed out on another tab: the next one at this device must not see the text. */
  #mayKeep = true;
  #isEnded = false;
  /** A refusal is tried again when its person comes back to the page. */
  #failure: SaveFailure | null = null;
  #firstChange = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #deviceTimer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<boolean> | null = null;

  constructor(
    readonly form: HTMLFormElement,
    readonly onOutcome: (outcome: Outcome) => void,
  ) {
    this.#saved = readFields(form);
    this.#id = Number(/^\/write\/(\d+)$/.exec(new URL(form.action).pathname)?.[1]) || null;
    form.addEventListener("input", () => this.changed());
    addEventListener("online", () => this.#retry());
    addEventListener("focus", () => this.#failure && this.#retry());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) return void (this.#failure && this.#retry());
      this.#keepNow();
      // Telephones end pages that are out of sight.
      if (!this.#failure) void this.saveNow();
    });
    addEventListener("pagehide", () => this.#keepNow());
    addEventListener("beforeunload", (event) => {
      // Only where the device can't keep it either.
      if (this.isDirty && !this.#keepNow()) event.preventDefault();
    });
    addEventListener("storage", ({ key, newValue }) => {
      if (key === SIGNED_OUT && newValue === this.personId) this.#mayKeep = false;
    });
  }

  get id(): number | null {
    return this.#id;
  }

  get personId(): string {
    return readField(this.form, "as");
  }

  get isDirty(): boolean {
    return !this.#isEnded && !isSame(readFields(this.form), this.#saved);
  }

  /** Why the last save failed; null if it didn't. */
  get failure(): SaveFailure | null {
    return this.#failure;
  }

  /** Goes on with a text of this device, from the version that it began from. */
  adopt({ form, version }: DeviceCopy): void {
    setHidden(this.form, "after", form);
    setHidden(this.form, "version", version);
    this.changed();
  }

  /** Goes on with a form that the server has refused and given back. It counts its saves from the start, so it needs another key. */
  startAgain(): void {
    setHidden(this.form, "after", readField(this.form, "form"));
    setHidden(this.form, "form", newFormKey());
    this.changed();
  }

  changed(): void {
    this.#deviceTimer ??= setTimeout(() => this.#keepNow(), DEVICE_MS);
    this.#firstChange ||= Date.now();
    this.#plan(Math.min(REST_MS, Math.max(0, this.#firstChange + LONGEST_MS - Date.now())));
    // A failure is told until a save succeeds.
    if (!this.#saving && !this.#failure) this.#tell("typing");
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

  /** Saves and keeps nothing more: the person has left. */
  end(): void {
    this.#isEnded = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#deviceTimer);
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
    const body = bodyOf(this.form);
    body.set("number", String(++this.#number));
    this.#tell("saving");
    const answer = await sendSave(this.#id, body);
    if ("failure" in answer) return this.#failed(answer.failure, answer.message);
    const { id, version, savedAt, copyId, others } = answer;
    dropCopy(this.personId, readField(this.form, "form"));
    const after = readField(this.form, "after");
    if (after) dropCopy(this.personId, after);
    if (this.#id === null) this.#moveTo(id);
    this.#id = id;
    this.#saved = fields;
    this.#failures = 0;
    this.#failure = null;
    this.#mayKeep = true;
    setHidden(this.form, "version", String(version));
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

  #failed(kind: SaveFailure, message?: string): false {
    this.#failure = kind;
    this.#keepNow();
    this.#tell(kind, message);
    if (kind === "offline") this.#plan(RETRY_MS[Math.min(this.#failures++, RETRY_MS.length - 1)] ?? 0);
    return false;
  }

  /** Keeps on this device what the server doesn't have. Returns false if that is impossible. */
  #keepNow(): boolean {
    clearTimeout(this.#deviceTimer);
    this.#deviceTimer = undefined;
    const fields = readFields(this.form);
    if (!this.isDirty || (this.#id === null && !hasText(fields))) return true;
    const value = (name: string) => readField(this.form, name);
    const of = { kind: value("kind"), post: value("post"), page: value("page") };
    const copy = {
      id: this.#id,
      ...of,
      address: addressToBegin(),
      form: value("form"),
      version: value("version"),
    };
    this.#isKept = this.#mayKeep && keepCopy(this.personId, { ...copy, fields, at: Date.now() });
    return this.#isKept;
  }

  #tell(kind: Outcome["kind"], message?: string) {
    this.onOutcome({ kind, isKept: this.#isKept, message, draftId: this.#id });
  }
}

/** This page's address without the key of an empty editor: that one may have begun a draft before the text on the device was begun. */
function addressToBegin(): string {
  const query = new URLSearchParams(location.search);
  query.delete("new");
  return location.pathname + (query.size > 0 ? `?${query}` : "");
}
