// Receives a form with a file: the file goes to the disk as it comes, so that many at once cost no memory.

import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import path from "node:path";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy, type BusboyHeaders } from "@fastify/busboy";
import { outageOf } from "../../database/outage";
import { makePrivateFolder } from "../../private-folder";
import { FILE_TOO_LARGE, type Refusal } from "../request/request-rules";
import { MAX_FIELDS } from "./request-body.server";

/** A file that came with a form, until its request is answered. */
export interface UploadedFile {
  /** Name of the form's field. */
  field: string;
  /** Name that the sender gave it, without folders. It proves nothing about the content. */
  name: string;
  /** Where it stands now. */
  file: string;
  bytes: number;
}

export interface ReceivedForm {
  ok: true;
  fields: URLSearchParams;
  files: UploadedFile[];
}

/** Bytes of one field beside the file: an alternative text, a caption. */
const MAX_FIELD_BYTES = 16 * 1024;
/** A connection by which less comes in this time is only occupying a place: 10 kB a second. */
const SLOW_MS = 30_000;
const SLOW_BYTES = 300_000;

export const isFormWithFile = (req: IncomingMessage): boolean =>
  /^multipart\/form-data\b/i.test(req.headers["content-type"] ?? "");

type Parser = ReturnType<typeof Busboy>;

const PARTIAL = /^upload-[0-9a-f-]{36}$/;

const TOO_MANY: Refusal = { status: 413, message: "Go back and send the files one at a time." };
const UNREADABLE: Refusal = {
  status: 400,
  message: "Go back and send the form again: what arrived is no form with a file.",
};
const TOO_SLOW: Refusal = {
  status: 408,
  message: "Go back and try again over a faster connection: too little arrived in half a minute.",
};
const NO_ROOM: Refusal = {
  status: 507,
  message:
    "Go back and try again later: this site has no room for files at the moment. Please tell its administrator.",
};

/** Receives one file at most, with fields beside it, into `folder`. Returns a refusal, or null if the client went away; nothing
 *  is left in the folder then. */
export async function receiveUpload(
  req: IncomingMessage,
  {
    folder,
    maxBytes,
    maxFieldBytes = MAX_FIELD_BYTES,
    slowMs = SLOW_MS,
  }: { folder: string; maxBytes: number; maxFieldBytes?: number | undefined; slowMs?: number },
): Promise<ReceivedForm | { ok: false; refusal: Refusal } | null> {
  makePrivateFolder(folder);
  // Nobody waits for it; the next upload tries again.
  sweepUploads(folder, new Date()).catch(() => {});
  const form: ReceivedForm = { ok: true, fields: new URLSearchParams(), files: [] };
  const files: UploadedFile[] = [];
  const over = new AbortController();
  let refusal: Refusal | null = null;
  const refuse = (why: Refusal) => {
    refusal ??= why;
    over.abort();
  };
  const writing: Promise<void>[] = [];
  const store = async (field: string, stream: Readable, name: string) => {
    const upload = {
      field,
      name,
      file: path.join(folder, `upload-${randomUUID()}`),
      bytes: 0,
    };
    files.push(upload);
    stream.on("data", (chunk: Buffer) => {
      upload.bytes += chunk.length;
    });
    stream.on("limit", () => refuse(FILE_TOO_LARGE));
    await pipeline(stream, createWriteStream(upload.file, { flags: "wx", mode: 0o600 }), {
      signal: over.signal,
    });
    form.files.push(upload);
  };
  const unwatch = watchPace(req, slowMs, () => refuse(TOO_SLOW));
  try {
    const parser = parserFor(req, maxBytes, maxFieldBytes);
    if (!parser) return { ok: false, refusal: UNREADABLE };
    parser.on("field", (name, value, _isNameCut, isCut) => {
      if (isCut) refuse(FILE_TOO_LARGE);
      form.fields.append(name, value);
    });
    parser.on("file", (field, stream, name) => {
      const stored = store(field, stream, name);
      stored.catch(() => over.abort());
      writing.push(stored);
    });
    for (const limit of ["partsLimit", "filesLimit", "fieldsLimit"] as const)
      parser.on(limit, () => refuse(TOO_MANY));
    const parsed = await feed(req, parser, over.signal);
    if (parsed !== "whole") over.abort();
    const failed = (await Promise.allSettled(writing)).find(isFailure);
    if (outageOf(failed?.reason) === "full") refusal ??= NO_ROOM;
    else if (failed && isOfSystem(failed.reason)) throw failed.reason;
    // A form that ends in the middle of a file is an error of that file.
    if (parsed === "broken" || failed) refusal ??= UNREADABLE;
    if (parsed === "whole" && !refusal) return form;
  } finally {
    unwatch();
  }
  await deleteUploads(files);
  return refusal && { ok: false, refusal };
}

const isFailure = (result: PromiseSettledResult<void>): result is PromiseRejectedResult =>
  result.status === "rejected" && (result.reason as Error).name !== "AbortError";

const isOfSystem = (error: unknown) => error instanceof Error && "errno" in error;

/** Gives a body to its parser. The connection stays open, for the answer. */
function feed(
  req: IncomingMessage,
  parser: Parser,
  stop: AbortSignal,
): Promise<"whole" | "broken" | "stopped" | "gone"> {
  return new Promise((resolve) => {
    const turns = readByTurns();
    const end = (how: "whole" | "broken" | "stopped" | "gone") => () => {
      req.unpipe(turns);
      turns.unpipe(parser);
      // An error after the end is of no interest, but would end the process.
      parser.on("error", () => {});
      resolve(how);
    };
    parser.once("finish", end("whole"));
    parser.once("error", end("broken"));
    // Closed also after a whole body, which the parser may not have read to its end.
    req.once("close", () => {
      if (!req.complete) end("gone")();
    });
    // While it was decided whether the file may come.
    if (req.destroyed && !req.complete) end("gone")();
    stop.addEventListener("abort", end("stopped"), { once: true });
    req.pipe(turns).pipe(parser);
  });
}

/** Passes a chunk on in each turn of the event loop. Of a connection that is faster than the parser, Node would otherwise read up to 2 MB before
 *  it looks at any other, and ten photographs would keep every reader waiting. */
const readByTurns = () =>
  new Transform({ transform: (chunk, _encoding, done) => setImmediate(done, null, chunk) });

/** Null if the form isn't one with files, or has no boundary between its parts. */
function parserFor(req: IncomingMessage, maxBytes: number, fieldSize: number): Parser | null {
  try {
    return new Busboy({
      headers: req.headers as BusboyHeaders,
      limits: {
        files: 1,
        fileSize: maxBytes,
        fields: MAX_FIELDS,
        parts: MAX_FIELDS + 1,
        fieldSize,
      },
    });
  } catch {
    return null;
  }
}

/** Calls `slow` when too little comes in a period. */
function watchPace(req: IncomingMessage, periodMs: number, slow: () => void): () => void {
  let bytes = 0;
  const count = (chunk: Buffer) => {
    bytes += chunk.length;
  };
  req.on("data", count);
  const timer = setInterval(() => {
    if (bytes < SLOW_BYTES && !req.complete) slow();
    bytes = 0;
  }, periodMs);
  return () => {
    clearInterval(timer);
    req.off("data", count);
  };
}

/** Deletes the files of a form when its request is answered. */
export async function deleteUploads(files: readonly UploadedFile[]): Promise<void> {
  for (const { file } of files) await rm(file, { force: true });
}

/** Longer than any upload takes. */
const LEFT_MS = 2 * 3_600_000;

/** Deletes what processes that ended have left: at the start, and before each upload, since a site starts again seconds after it was killed. Another process may be receiving files into the same folder. */
export async function sweepUploads(folder: string, now: Date): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((name) => PARTIAL.test(name))) {
    const file = path.join(folder, name);
    const changed = (await stat(file).catch(() => null))?.mtimeMs ?? 0;
    if (changed < now.getTime() - LEFT_MS) await rm(file, { force: true });
  }
}
