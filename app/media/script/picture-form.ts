// The form of one picture, below the text: its progress, what it shows, its caption. Its fields have no names, so that they aren't sent with
// the text.

export interface Described {
  alt: string;
  caption: string;
  isDecorative: boolean;
}

export interface FormActs {
  /** Something was filled in. */
  describe(): void;
  /** Goes back to the text, and closes the form. */
  done(): void;
  /** Takes the picture back that hasn't arrived. */
  cancel(): void;
  retry(): void;
  /** Goes back to the text. */
  leave(): void;
}

const ALT_HINT = "What the picture shows, for people who don’t see it.";

let made = 0;

export class PictureForm {
  readonly element = document.createElement("fieldset");
  readonly #id = `picture-${++made}`;
  readonly #state = document.createElement("p");
  readonly #alt = makeInput(`${this.#id}-alt`);
  readonly #caption = makeInput(`${this.#id}-caption`);
  readonly #decorative = makeInput(`${this.#id}-decorative`, "checkbox");
  readonly #done: HTMLButtonElement;
  readonly #retry: HTMLButtonElement;
  readonly #cancel: HTMLButtonElement;

  constructor(
    readonly name: string,
    acts: FormActs,
  ) {
    this.#done = makeButton("Done", acts.done);
    this.#retry = makeButton("Try again", acts.retry);
    this.#cancel = makeButton("Cancel", acts.cancel);
    this.#done.className = "";
    this.element.className = "picture-form";
    const legend = document.createElement("legend");
    legend.dir = "auto";
    legend.textContent = name;
    this.#state.className = "picture-state";
    const buttons = document.createElement("p");
    buttons.className = "form-buttons";
    buttons.append(this.#done, this.#retry, this.#cancel);
    const fields = document.createElement("div");
    fields.append(
      makeField("Alternative text", this.#alt, ALT_HINT),
      makeChoice("It is only a decoration, and says nothing that the text doesn’t.", this.#decorative),
      makeField("Caption (optional)", this.#caption),
      buttons,
    );
    this.element.append(legend, this.#state, fields);
    this.#listen(acts);
  }

  get described(): Described {
    const isDecorative = this.#decorative.checked;
    return { alt: isDecorative ? "" : this.#alt.value, caption: this.#caption.value, isDecorative };
  }

  focus(): void {
    this.#alt.focus();
  }

  waits(): void {
    this.#tell("Waits for the pictures before it.");
  }

  /** `part` from 0 to 1. */
  uploads(part: number): void {
    this.#tell(describeProgress(part));
  }

  arrived(address: string): void {
    this.#tell("");
    this.#cancel.hidden = true;
    const image = document.createElement("img");
    image.src = address;
    // Its name stands above it.
    image.alt = "";
    this.#state.after(image);
  }

  failed(words: string, mayRetry: boolean): void {
    this.#tell(words);
    this.#state.classList.add("field-error");
    this.#retry.hidden = !mayRetry;
    this.#cancel.hidden = false;
    this.#cancel.textContent = "Don’t add it";
    this.#done.hidden = true;
  }

  #tell(words: string) {
    this.#state.classList.remove("field-error");
    this.#state.textContent = words;
    this.#state.hidden = words === "";
    this.#retry.hidden = true;
    this.#done.hidden = false;
    this.#cancel.textContent = "Cancel";
  }

  #listen(acts: FormActs) {
    this.#decorative.addEventListener("change", () => {
      this.#alt.disabled = this.#decorative.checked;
    });
    this.element.addEventListener("change", () => acts.describe());
    // They aren't the text's: nothing is to be saved yet.
    this.element.addEventListener("input", (event) => event.stopPropagation());
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") acts.leave();
      else if (event.key === "Enter" && event.target instanceof HTMLInputElement && !event.isComposing)
        acts.done();
      else return;
      // Around it may be a form of a reply, which Escape would move.
      event.stopPropagation();
      event.preventDefault();
    });
  }
}

/** "Uploading, 40 %". All has arrived before the picture is made from it. */
export const describeProgress = (part: number): string =>
  part < 1 ? `Uploading, ${Math.floor(part * 100)} %` : "Preparing the picture …";

function makeInput(id: string, type = "text"): HTMLInputElement {
  const input = document.createElement("input");
  input.id = id;
  input.type = type;
  if (type === "text") input.autocomplete = "off";
  return input;
}

function makeButton(words: string, act: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = words;
  button.addEventListener("click", act);
  return button;
}

function makeField(words: string, input: HTMLInputElement, hint = ""): HTMLElement {
  const field = document.createElement("div");
  field.className = "field";
  const label = document.createElement("label");
  label.htmlFor = input.id;
  label.textContent = words;
  field.append(label, input);
  if (!hint) return field;
  const line = document.createElement("p");
  line.className = "field-hint";
  line.id = `${input.id}-hint`;
  line.textContent = hint;
  input.setAttribute("aria-describedby", line.id);
  field.append(line);
  return field;
}

function makeChoice(words: string, box: HTMLInputElement): HTMLElement {
  const field = document.createElement("p");
  field.className = "remember";
  const label = document.createElement("label");
  label.append(box, ` ${words}`);
  field.append(label);
  return field;
}
