// A preview of a form's text, made by the server while somebody types: one request at a time, after a rest.

/** Longer than the server's own limit of time for a text. */
const TIMEOUT_MS = 15_000;

export interface PreviewOptions {
  /** After the last key. */
  restMs: number;
  /** Sends the text. The answer's element `data-preview` holds the preview; without content, the last one stays. */
  send(signal: AbortSignal): Promise<Response>;
  /** Whether there is a reader for it. */
  isWanted(): boolean;
  show(content: NodeListOf<ChildNode>): void;
  /** Says why there is none. */
  refuse(words: string): void;
}

/** Returns a function to call when the text has changed, with the rest before the next request if it isn't the usual one. */
export function previewWhileTyping(
  form: HTMLFormElement,
  options: PreviewOptions,
): (restMs?: number) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsking = false;
  let isStale = true;

  function plan(restMs = options.restMs) {
    clearTimeout(timer);
    if (options.isWanted() && isStale && !isAsking) timer = setTimeout(() => void ask(), restMs);
  }

  async function ask() {
    isAsking = true;
    isStale = false;
    try {
      const response = await options.send(AbortSignal.timeout(TIMEOUT_MS));
      if (!response.ok) options.refuse(Object.values((await response.json()).errors).join(" "));
      else if (response.status !== 204) show(await response.text());
    } catch {
      options.refuse("The preview can’t be made at the moment. Your text isn’t affected.");
    }
    isAsking = false;
    plan();
  }

  function show(html: string) {
    const shown = new DOMParser().parseFromString(html, "text/html").querySelector("[data-preview]");
    if (!shown) throw new Error("no preview");
    options.show(shown.childNodes);
  }

  const change = () => {
    isStale = true;
    plan();
  };
  form.addEventListener("input", change);
  // It doesn't bubble.
  form.addEventListener("filled", change, { capture: true });
  return plan;
}
