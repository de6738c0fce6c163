// Rich text as Markdown, made by the server.

const TIMEOUT_MS = 10_000;

interface Converted {
  markdown: string;
  /** Number of pictures that were left out. */
  pictures: number;
}

/** Null where the server can't be reached or refuses the text. */
export async function convertPaste(personId: string, html: string): Promise<Converted | null> {
  try {
    const response = await fetch("/write/paste", {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams({ as: personId, html }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
