// What the ways of uploading share: forms of pages, and the editor's script.

import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import { formatDuration } from "~/design/duration";
import type { DocumentClaims } from "~/media/document/document";
import { type MediaKind, markdownFor, mediaPagePath, mediaPath } from "~/media/media";
import { mediaFormSchema } from "~/media/media.schema";
import { type KeptUpload, keepUpload, type MediaDeps } from "~/media/upload/keep-upload.server";
import type { Purpose } from "~/media/upload/may-upload.server";
import { explainUpload, type UploadRefusalReason } from "~/media/upload/upload-refusals";
import { parseForm } from "~/platform/http/body/form.server";
import type { UploadedFile } from "~/platform/http/body/upload-body.server";
import { memberOf } from "../../session/member";

/** A long sentence, with a name or two. */
const MAX_CAPTION_CHARS = 500;

const uploadForm = mediaFormSchema.extend({
  caption: z
    .string()
    .trim()
    .max(MAX_CAPTION_CHARS, `Shorten the caption to ${MAX_CAPTION_CHARS} characters.`)
    .default(""),
});
type UploadForm = z.infer<typeof uploadForm>;

export interface RefusedFile {
  ok: false;
  status: number;
  errors: Record<string, string>;
  values: Record<string, string>;
}

interface FileForm {
  ok: true;
  deps: MediaDeps;
  file: UploadedFile;
  value: UploadForm;
  values: Record<string, string>;
}

/** All others are 422: the file itself, or the form, is the cause. */
const STATUSES = new Map<UploadRefusalReason, number>([
  ["media.store-failed", 503],
  ["media.store-full", 507],
]);

export const refuseFile = (reason: UploadRefusalReason, values: Record<string, string>): RefusedFile => ({
  ok: false,
  status: STATUSES.get(reason) ?? 422,
  errors: { file: explainUpload(reason) },
  values,
});

/** Reads a form with a file, and counts it against the member's limit. */
export async function readFileForm(
  request: Request,
  context: AppLoadContext,
): Promise<FileForm | RefusedFile> {
  const form = await parseForm(request, uploadForm);
  if (!form.ok) return { ...form, status: 422 };
  const { value, values } = form;
  const { upload: file, db, mediaStore: store, mediaLimit: siteLimit } = context;
  if (!file || file.bytes === 0) return refuseFile("media.no-file", values);
  const wait = await context.mediaLimits.secondsToWait(memberOf(context));
  const words = `These are many files at once. Please go on in ${formatDuration(wait)}.`;
  if (wait > 0) return { ok: false, status: 429, errors: { form: words }, values };
  return { ok: true, deps: { db, store, readers: context.mediaReaders, siteLimit }, file, value, values };
}

/** Keeps the file that came with a form. */
export async function keepFileOf(
  request: Request,
  context: AppLoadContext,
  purpose: Purpose = "texts",
): Promise<(KeptUpload & Pick<UploadForm, "decorative" | "caption">) | RefusedFile> {
  const form = await readFileForm(request, context);
  if (!form.ok) return form;
  const { deps, file, value, values } = form;
  const kept = await keepUpload(deps, memberOf(context), file, value, context.now(), purpose);
  const { decorative, caption } = value;
  return kept.ok ? { ...kept, decorative, caption } : refuseFile(kept.reason, values);
}

/** What a form's script hears about a file that it has sent. */
interface UploadAnswer {
  id: number;
  kind: MediaKind;
  /** Of a document, for its link. */
  title: string;
  /** What a document says of itself, for its uploader. */
  note: string;
  address: string;
  page: string;
  /** What stands for it in a text. */
  markdown: string;
}

export const tellScript = (kept: KeptUpload): Response =>
  Response.json({
    ...{ id: kept.id, kind: kept.kind, title: kept.title, note: kept.claims ? noteOf(kept.claims) : "" },
    ...{ address: mediaPath(kept), page: mediaPagePath(kept.id), markdown: markdownFor(kept) },
  } satisfies UploadAnswer);

function noteOf({ title, author, madeWith }: DocumentClaims): string {
  const said = [
    title && `title “${title}”`,
    author && `author “${author}”`,
    madeWith && `made with “${madeWith}”`,
  ];
  const known = said.filter(Boolean);
  return known.length > 0 ? `The file says of itself: ${known.join(", ")}. That stays in it.` : "";
}
