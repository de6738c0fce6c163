// Sends a picture to the server, with its progress: fetch doesn't tell that.

/** A file as the server has kept it (routes/writing/media/send.ts). */
export interface Uploaded {
  ok: true;
  id: number;
  kind: "picture" | "document";
  /** Of a document, for its link. */
  title: string;
  /** What a document says of itself. */
  note: string;
  /** Where it is served. */
  address: string;
}

export interface NotUploaded {
  ok: false;
  /** What to do. */
  words: string;
  /** Whether the same file may be accepted later. */
  mayRetry: boolean;
}

/** Even a slow connection has sent the largest file by then. */
const TIMEOUT_MS = 30 * 60_000;

/** Refused because of the file, which stays as it is. */
const FOR_GOOD = [413, 415, 422];

const OFFLINE = "No connection. Try again when there is one.";
const SIGNED_OUT = "You are signed out. Sign in on another tab, then try again.";
const FAILED = "The site can’t take the file at the moment. Try again in a minute.";

/** Resolves also when the upload is ended by `signal`. */
export function sendPicture(
  { personId, address }: { personId: string; address: string },
  file: File,
  { onProgress, signal }: { onProgress(part: number): void; signal: AbortSignal },
): Promise<Uploaded | NotUploaded> {
  const form = new FormData();
  form.append("as", personId);
  form.append("file", file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    request.timeout = TIMEOUT_MS;
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(read(request));
    const fail = () => resolve({ ok: false, words: OFFLINE, mayRetry: true });
    request.onerror = fail;
    request.ontimeout = fail;
    request.onabort = fail;
    signal.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}

function read({ status, responseText }: XMLHttpRequest): Uploaded | NotUploaded {
  const answer = parse(responseText);
  if (status === 200 && answer) return { ok: true, ...(answer as Omit<Uploaded, "ok">) };
  const mayRetry = !FOR_GOOD.includes(status);
  if (status === 401) return { ok: false, mayRetry, words: SIGNED_OUT };
  const errors = Object.values(answer?.errors ?? {}).join(" ");
  return { ok: false, mayRetry, words: errors || withoutWay(status, responseText) };
}

function parse(text: string): (Partial<Uploaded> & { errors?: Record<string, string> }) | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What the server says before it reads a file is meant for a page that is left: "Go back. Sign in …". */
function withoutWay(status: number, text: string): string {
  const [, words] = /^Go back(?:\.| and) (.+)\n$/.exec(text) ?? [];
  if (words) return words.charAt(0).toUpperCase() + words.slice(1);
  return status === 413 ? "Choose a smaller file." : FAILED;
}

/** Tells the server what a picture shows, or that it is only a decoration. Returns whether it has noted that. */
export async function describePicture(
  personId: string,
  id: number,
  { alt, isDecorative }: { alt: string; isDecorative: boolean },
): Promise<boolean> {
  const body = new URLSearchParams({ as: personId, alt, ...(isDecorative && { decorative: "on" }) });
  try {
    return (await fetch(`/write/media/${id}`, { method: "POST", body })).ok;
  } catch {
    return false;
  }
}
