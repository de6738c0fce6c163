// The store in a private bucket that speaks S3. Files go through the site, which asks who may see them: no address of the bucket
// stands in a page.

import { Readable } from "node:stream";
import { AwsClient } from "aws4fetch";
import { SaxesParser } from "saxes";
import type { S3Settings } from "~/platform/config/media-store-settings";
import { checkKey, type MediaStore, type StoredFile } from "./store";

/** Tries of a request that the store couldn't answer, beside the first. */
const RETRIES = 3;
/** Until the answer begins. A reader may take longer for the whole of a file. */
const TIMEOUT_MS = 60_000;

/** What the store said to a request. Its message has no key of the account. */
export class S3Error extends Error {
  constructor(
    readonly status: number,
    what: string,
    /** Such as "NoSuchKey". */
    readonly code: string,
  ) {
    super(`The media store answered ${status} to ${what}.`);
  }
}

export function createS3Store({ endpoint, bucket, ...settings }: S3Settings): MediaStore {
  const client = new AwsClient({ ...settings, service: "s3", retries: RETRIES });
  // A path in place of a host of the bucket's own: each service answers it.
  const folder = `${endpoint.replace(/\/$/, "")}/${bucket}`;
  const ask = async (what: string, address: string, init: RequestInit = {}): Promise<Response> => {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new Error("it doesn’t answer")), TIMEOUT_MS);
    const answer = await client
      // Another host must not get a signed request.
      .fetch(address, { redirect: "error", signal: late.signal, ...init })
      .finally(() => clearTimeout(timer));
    if (answer.ok) return answer;
    throw new S3Error(answer.status, what, await readCode(answer));
  };
  const addressOf = (key: string) => {
    checkKey(key);
    return `${folder}/${key}`;
  };

  return {
    async put(key, bytes) {
      const body = new Uint8Array(bytes);
      const answer = await ask(`storing ${key}`, addressOf(key), { method: "PUT", body });
      await answer.body?.cancel();
    },
    async get(key, range) {
      const headers = range && { Range: `bytes=${range.first}-${range.last}` };
      const init = { ...(headers && { headers }) };
      const answer = await ask(`reading ${key}`, addressOf(key), init).catch(ifNoFile);
      return answer?.body ? Readable.fromWeb(answer.body as never) : null;
    },
    async *list(prefix = "") {
      let after: string | null = null;
      do {
        const query = new URLSearchParams({
          "list-type": "2",
          prefix,
          ...(after && { "continuation-token": after }),
        });
        const answer = await ask("listing", `${folder}?${query}`);
        const page = readList(await answer.text());
        yield* page.files;
        after = page.next;
      } while (after !== null);
    },
    async delete(key) {
      const answer = await ask(`deleting ${key}`, addressOf(key), { method: "DELETE" }).catch(ifNoFile);
      await answer?.body?.cancel();
    },
    // A file appears when the whole of it has come.
    sweep: async () => {},
  };
}

/** A missing file is no failure; a missing bucket is. */
function ifNoFile(error: unknown): null {
  if (error instanceof S3Error && error.status === 404 && error.code !== "NoSuchBucket") return null;
  throw error;
}

/** An error has some hundred bytes. */
const MAX_ERROR_CHARS = 10_000;

async function readCode(answer: Response): Promise<string> {
  let text = "";
  if (answer.body)
    for await (const chunk of Readable.fromWeb(answer.body as never)) {
      text += String(chunk);
      if (text.length > MAX_ERROR_CHARS) break;
    }
  return /<Code>([^<]*)<\/Code>/.exec(text)?.[1] ?? "";
}

/** Reads a page of ListObjectsV2: its files, and the token of the next page. */
function readList(xml: string): { files: StoredFile[]; next: string | null } {
  const files: StoredFile[] = [];
  const path: string[] = [];
  let next: string | null = null;
  let file: Partial<StoredFile> = {};
  let text = "";
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name }) => {
    path.push(name);
    text = "";
  });
  parser.on("text", (more) => {
    text += more;
  });
  parser.on("closetag", ({ name }) => {
    path.pop();
    const isOfFile = path.at(-1) === "Contents";
    if (isOfFile && name === "Key") file.key = text;
    else if (isOfFile && name === "Size") file.bytes = Number(text);
    else if (isOfFile && name === "LastModified") file.changedAt = new Date(text);
    else if (name === "NextContinuationToken") next = text;
    else if (name === "Contents") {
      const { key, bytes, changedAt } = file;
      if (key !== undefined && bytes !== undefined && changedAt) files.push({ key, bytes, changedAt });
      file = {};
    }
  });
  parser.write(xml).close();
  return { files, next };
}
