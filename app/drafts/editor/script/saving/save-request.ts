// A save as the server answers it.

const TIMEOUT_MS = 20_000;
/** A browser finishes a request of a page that is left only up to this size. */
const KEPT_ALIVE_CHARS = 60_000;

export type SaveFailure = "offline" | "signed-out" | "refused";

interface SaveAnswer {
  id: number;
  version: number;
  savedAt: string;
  copyId: number | null;
  others: { name: string | null; at: string }[];
}

interface FailedSave {
  failure: SaveFailure;
  message?: string;
}

/** Sends the form to a draft; null begins one. */
export async function sendSave(id: number | null, form: URLSearchParams): Promise<SaveAnswer | FailedSave> {
  const body = form.toString();
  let response: Response;
  try {
    response = await fetch(`/write/${id ?? "new"}/save`, {
      method: "POST",
      headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
      body,
      keepalive: document.hidden && body.length < KEPT_ALIVE_CHARS,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch {
    return { failure: "offline" };
  }
  const { status } = response;
  if (status >= 500) return { failure: "offline" };
  if (status === 413) return { failure: "refused", message: "The text is far too long: shorten it." };
  const answer = (await response.json().catch(() => null)) as
    | (SaveAnswer & { errors?: Record<string, string> })
    | null;
  if (response.ok) return answer ?? { failure: "offline" };
  const message = Object.values(answer?.errors ?? {}).join(" ");
  // Too many saves at the moment.
  if (status === 429) return { failure: "offline", message };
  return { failure: status === 401 ? "signed-out" : "refused", message };
}
