// Keeps a picture for a response, for the form's script and for pages with a file field.

import type { AppLoadContext } from "@remix-run/node";
import { findMemberBlock } from "~/flows/moderating/review-reply.server";
import { markdownFor } from "~/media/media";
import type { UploadRefusalReason } from "~/media/upload/upload-refusals";
import { readValues } from "~/platform/http/body/form.server";
import { allowsPictures } from "~/site/site.server";
import { memberOf } from "../../session/member";
import { keepFileOf, refuseFile } from "../../writing/media/keeping";

/** Keeps the file of a form. Refused where the site takes no pictures in responses, and for a member who may not comment. */
export async function keepPicture(request: Request, context: AppLoadContext) {
  const reason = await whyNone(context);
  return reason ? refuseFile(reason, await readValues(request)) : keepFileOf(request, context, "responses");
}

/** Why no picture of a member is taken. */
export async function whyNone(context: AppLoadContext): Promise<UploadRefusalReason | null> {
  if (!(await allowsPictures(context.db))) return "media.no-pictures";
  return (await findMemberBlock(context, memberOf(context), context.now())) ? "media.blocked" : null;
}

/** A text with a paragraph more. */
export function addAtEnd(body: string, picture: Parameters<typeof markdownFor>[0]): string {
  const before = body.trimEnd();
  return `${before}${before && "\n\n"}${markdownFor(picture)}\n`;
}
