// Pictures in the text: each file is uploaded at once, and stands in the text as Markdown when it has arrived.

import { documentMarkdown, pictureMarkdown } from "../media";
import { describeProgress, PictureForm } from "./picture-form";
import { insertionOf, moveWith, placeOf } from "./picture-place";
import { describePicture, sendPicture, type Uploaded } from "./upload-request";
import type { WritingArea } from "./writing-area";

/** As many as the server receives at once from one person (media.schema.ts). */
const AT_ONCE = 2;
/** Their forms stand below each other. */
const MAX_FILES = 20;

/** A picture that isn't in the text yet. */
export interface Coming {
  /** Position in the text. What is typed there comes after it. */
  at: number;
  readonly mark: HTMLElement;
}

export interface PicturesOptions {
  personId: string;
  maxBytes: number;
  /** Where files are sent. */
  address: string;
  /** Pictures that the text may have; as many as one likes if absent. */
  most?: number;
  tell(words: string): void;
}

interface Picture extends Coming {
  readonly file: File;
  readonly form: PictureForm;
  state: "waiting" | "uploading" | "failed" | "arrived" | "cancelled";
  abort: AbortController;
  /** Once it has arrived. */
  kept?: { id: number; address: string };
  /** What stands for it in the text. */
  markdown: string;
}

export class Pictures {
  /** The forms of the pictures, below the text. */
  readonly element = document.createElement("div");
  /** Pictures that aren't in the text yet, in their order. */
  #coming: Picture[] = [];
  #text: string;

  constructor(
    readonly writing: WritingArea,
    readonly options: PicturesOptions,
  ) {
    this.element.className = "picture-forms";
    this.element.role = "group";
    this.element.ariaLabel = "Pictures";
    this.#text = writing.text;
    writing.area.addEventListener("input", () => this.#follow());
    addEventListener("beforeunload", (event) => {
      if (this.isUploading) event.preventDefault();
    });
  }

  get isUploading(): boolean {
    return this.#coming.some(({ state }) => state === "waiting" || state === "uploading");
  }

  /** The pictures of which the text shows marks. */
  readonly marked = (): readonly Coming[] => this.#coming.filter(({ state }) => state !== "failed");

  /** Adds files at a place in the text, or where its writer is. With `isChosen`, their forms get the focus. */
  add(files: readonly File[], { at = this.writing.caret, isChosen = false } = {}): void {
    if (files.length > MAX_FILES) {
      this.options.tell(`Add at most ${MAX_FILES} pictures at once.`);
      return;
    }
    const { most } = this.options;
    if (most !== undefined && this.#count() + files.length > most) {
      this.options.tell(`Add at most ${most} pictures in all. Link to the others.`);
      return;
    }
    const accepted = files.filter(({ size }) => size <= this.options.maxBytes);
    const added = accepted.map((file) => this.#begin(file, at));
    this.#coming.push(...added);
    for (const { form } of added) this.element.append(form.element);
    this.#text = this.writing.text;
    this.writing.redraw();
    this.#tellBegun(files, accepted);
    this.#sendNext();
    if (isChosen && added[0]) added[0].form.focus();
    else if (isChosen) this.writing.focus();
  }

  /** A form that is sent would leave its pictures behind. */
  holdForm(form: HTMLFormElement): void {
    const options = { capture: true };
    form.addEventListener(
      "submit",
      (event) => {
        if (!this.isUploading) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        this.options.tell(
          "A picture is still being uploaded. Wait until it has arrived, or cancel it below the text.",
        );
      },
      options,
    );
  }

  /** Pictures of this site that the text has or will have. */
  #count(): number {
    return (this.writing.text.match(/!\[[^\]]*\]\(\/media\//g) ?? []).length + this.#coming.length;
  }

  #tellBegun(files: readonly File[], accepted: readonly File[]) {
    const refused = files.filter((file) => !accepted.includes(file));
    const words = refused.map(
      ({ name, size }) =>
        `Choose a smaller file than ${name}: it has ${megabytes(size)}, and ${megabytes(this.options.maxBytes)} are the limit.`,
    );
    if (accepted.length > 0)
      words.push(
        `Uploading ${accepted.length === 1 ? accepted[0]?.name : `${accepted.length} pictures`}. Describe ${accepted.length === 1 ? "it" : "them"} below the text.`,
      );
    this.options.tell(words.join(" "));
  }

  #begin(file: File, at: number): Picture {
    const form = new PictureForm(file.name, {
      describe: () => this.#describe(picture),
      done: () => this.#close(picture),
      cancel: () => this.#cancel(picture),
      retry: () => this.#retry(picture),
      leave: () => this.writing.focus(),
    });
    const mark = document.createElement("span");
    mark.className = "cm-coming";
    mark.textContent = `Uploading ${file.name} …`;
    const abort = new AbortController();
    const picture: Picture = { file, form, mark, at, abort, state: "waiting", markdown: "" };
    form.waits();
    return picture;
  }

  #sendNext() {
    const sending = this.#coming.filter(({ state }) => state === "uploading").length;
    const waiting = this.#coming.filter(({ state }) => state === "waiting");
    for (const picture of waiting.slice(0, Math.max(0, AT_ONCE - sending))) void this.#send(picture);
  }

  async #send(picture: Picture) {
    const { file, form, abort, mark } = picture;
    picture.state = "uploading";
    form.uploads(0);
    const answer = await sendPicture(this.options, file, {
      signal: abort.signal,
      onProgress(part) {
        form.uploads(part);
        mark.textContent = `${file.name}: ${describeProgress(part)}`;
      },
    });
    if (abort.signal.aborted) return this.#sendNext();
    if (answer.ok) this.#arrive(picture, answer);
    else this.#fail(picture, answer.words, answer.mayRetry);
    this.#sendNext();
  }

  #arrive(picture: Picture, { id, address, kind, title, note }: Uploaded) {
    picture.state = "arrived";
    const { described } = picture.form;
    if (kind === "picture") picture.kept = { id, address };
    picture.markdown =
      kind === "picture"
        ? pictureMarkdown({ address, ...described })
        : documentMarkdown({ address, title: described.alt || title });
    const index = this.#coming.indexOf(picture);
    const text = this.writing.text;
    const { from, insert, isBefore } = insertionOf(text, picture.at, picture.markdown);
    const later = this.#coming.slice(index + 1).filter(({ at }) => placeOf(text, at) === from);
    this.#coming.splice(index, 1);
    const { caret } = this.writing;
    this.writing.replace(from, from, insert, isBefore && caret === from ? from + insert.length : undefined);
    // Those at the same place come after it, whichever arrives first.
    for (const other of later) other.at = from + insert.length;
    this.writing.redraw();
    if (kind === "document") this.#leaveForm(picture);
    else picture.form.arrived(address);
    if (!picture.form.element.isConnected) this.#note(picture);
    this.options.tell(`${picture.file.name} stands in the text. ${note}`.trim());
  }

  /** The link of a document has its words already. */
  #leaveForm({ form: { element } }: Picture) {
    const hasFocus = element.contains(document.activeElement);
    element.remove();
    if (hasFocus) this.writing.focus();
  }

  #fail(picture: Picture, words: string, mayRetry: boolean) {
    picture.state = "failed";
    this.writing.redraw();
    picture.form.failed(words, mayRetry);
    this.element.append(picture.form.element);
    this.options.tell(`${picture.file.name} wasn’t added. ${words}`);
  }

  #retry(picture: Picture) {
    picture.state = "waiting";
    picture.form.waits();
    picture.form.focus();
    this.writing.redraw();
    this.#sendNext();
  }

  #cancel(picture: Picture) {
    picture.state = "cancelled";
    picture.abort.abort();
    this.#coming = this.#coming.filter((other) => other !== picture);
    picture.form.element.remove();
    this.writing.redraw();
    this.writing.focus();
  }

  /** Closes a form, and goes on to the next, or to the text after the picture. */
  #close(picture: Picture) {
    this.#describe(picture);
    const next = picture.form.element.nextElementSibling ?? picture.form.element.previousElementSibling;
    picture.form.element.remove();
    if (picture.state === "arrived") this.#note(picture);
    const input = next?.querySelector<HTMLElement>("input:enabled");
    if (input) return input.focus();
    const stands = picture.markdown ? this.writing.text.indexOf(picture.markdown) : -1;
    this.writing.focus(stands < 0 ? undefined : stands + picture.markdown.length);
  }

  /** Tells the server, for the page of the upload, and so that a decoration isn't asked for a text. */
  async #note({ kept, form, file }: Picture) {
    const { alt, isDecorative } = form.described;
    if (!kept || (!alt && !isDecorative)) return;
    if (await describePicture(this.options.personId, kept.id, { alt, isDecorative })) return;
    if (isDecorative) this.options.tell(`The site couldn’t note that ${file.name} is only a decoration.`);
  }

  /** Changes what stands for the picture in the text, unless its writer has changed or deleted that. */
  #describe(picture: Picture) {
    const { kept, markdown } = picture;
    const at = kept ? this.writing.text.indexOf(markdown) : -1;
    if (!kept || at < 0) return;
    const described = pictureMarkdown({ address: kept.address, ...picture.form.described });
    if (described === markdown) return;
    picture.markdown = described;
    this.writing.replace(at, at + markdown.length, described);
  }

  #follow() {
    const text = this.writing.text;
    if (!this.writing.keepsPlaces)
      for (const coming of this.#coming) coming.at = moveWith(this.#text, text, coming.at);
    this.#text = text;
  }
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1_048_576)} MB`;
