import type { AppLoadContext } from "@remix-run/node";
import { findUpload, type Upload } from "~/media/media.server";
import { may } from "~/people/policy";
import { readRowId } from "~/platform/database/rows/row-id";
import { notFound } from "../../not-found";
import { memberOf } from "../../session/member";

/** The upload of an address. Throws 404, also for one of others: its id tells nothing. */
export async function getUpload(context: AppLoadContext, id: string | undefined): Promise<Upload> {
  const mediaId = readRowId(id);
  const upload = mediaId === null ? null : await findUpload(context.db, mediaId);
  if (!upload || upload.removedAt || !may(memberOf(context), "media.edit", upload))
    throw notFound("file of yours", [{ href: "/media", title: "Media" }]);
  return upload;
}
