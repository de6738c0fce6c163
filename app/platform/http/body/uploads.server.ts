// Answers a form with a file: whether it may come is decided before its first byte is read.

import type { IncomingMessage } from "node:http";
import { outageOf } from "../../database/outage";
import type { Refusal } from "../request/request-rules";
import { MAX_FORM_BYTES } from "../request/route-rules";
import { deleteUploads, type ReceivedForm, receiveUpload, type UploadedFile } from "./upload-body.server";

/** How forms with a file are received. */
export interface Uploads<Who> {
  /** Where files stand until their request is answered. */
  folder: string;
  /** Asked before the first byte is read. Returns a refusal, or what is to be called after the answer. */
  admit(who: Who | null, path: string, declaredBytes: number): Promise<UploadAdmission>;
}

export type UploadAdmission = { ok: true; end(): void } | ({ ok: false } & Refusal);

interface Answering<Who> {
  uploads: Uploads<Who>;
  path: string;
  maxBytes: number | undefined;
  maxFieldBytes: number | undefined;
  identify(): Promise<Who | null>;
  refuse(refusal: Refusal): Promise<void>;
  /** The client went away. */
  gone(): void;
  /** Answers the fields of the form, encoded as those of a form without a file. */
  answer(fields: Buffer<ArrayBuffer>, upload: UploadedFile | null, who: Who | null): Promise<void>;
}

export async function answerUpload<Who>(
  req: IncomingMessage,
  { uploads, path, maxBytes = MAX_FORM_BYTES, maxFieldBytes, identify, refuse, gone, answer }: Answering<Who>,
): Promise<void> {
  const asking = async () => {
    const who = await identify();
    return { who, admitted: await uploads.admit(who, path, Number(req.headers["content-length"])) };
  };
  const { who, admitted } = await asking().catch(explainOutage);
  if (!admitted.ok) return refuse(admitted);
  let received: ReceivedForm | null = null;
  try {
    const form = await receiveUpload(req, { folder: uploads.folder, maxBytes, maxFieldBytes });
    if (!form) return gone();
    if (!form.ok) return await refuse(form.refusal);
    received = form;
    await answer(Buffer.from(form.fields.toString()), form.files[0] ?? null, who);
  } finally {
    if (received) await deleteUploads(received.files);
    admitted.end();
  }
}

function explainOutage(error: unknown) {
  if (!outageOf(error)) throw error;
  const message =
    "Go back and send the file again in a minute: this site’s database can’t be reached at the moment.";
  return { who: null, admitted: { ok: false, status: 503, message } as const };
}
