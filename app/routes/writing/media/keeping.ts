// What the two ways of uploading share: a form of a page, and the editor's script.

import type { AppLoadContext } from "@remix-run/node";
import { formatDuration } from "~/design/duration";
import { mediaFormSchema } from "~/media/media.schema";
import { type KeptUpload, keepUpload } from "~/media/upload/keep-upload.server";
import { explainUpload } from "~/media/upload/upload-refusals";
import { parseForm } from "~/platform/http/form.server";
import { memberOf } from "../../session/member";

export type Kept =
  | (KeptUpload & { decorative: boolean })
  | { ok: false; status: number; errors: Record<string, string>; values: Record<string, string> };

/** Keeps the file that came with a form. */
export async function keepFileOf(request: Request, context: AppLoadContext): Promise<Kept> {
  const form = await parseForm(request, mediaFormSchema);
  if (!form.ok) return { ...form, status: 422 };
  const { values } = form;
  const { upload, db, mediaStore: store, mediaLimit: siteLimit } = context;
  const refuse = (status: number, errors: Record<string, string>): Kept => ({
    ok: false,
    status,
    errors,
    values,
  });
  if (!upload || upload.bytes === 0) return refuse(422, { file: explainUpload("media.no-file") });
  const member = memberOf(context);
  const wait = await context.mediaLimits.secondsToWait(member);
  if (wait > 0)
    return refuse(429, { form: `These are many files at once. Please go on in ${formatDuration(wait)}.` });
  const kept = await keepUpload({ db, store, siteLimit }, member, upload, form.value, context.now());
  if (kept.ok) return { ...kept, decorative: form.value.decorative };
  return refuse(422, { file: explainUpload(kept.reason) });
}
