import type { ActionFunctionArgs } from "@remix-run/node";
import { markdownFor, mediaPagePath, mediaPath } from "~/media/media";
import { MAX_UPLOAD_FORM_BYTES } from "~/media/media.schema";
import type { PageHandle } from "../../page-handle";
import { refuseScript } from "../../session/script-answer";
import { keepFileOf } from "./keeping";

export const handle: PageHandle = {
  act: "media.upload",
  acceptsFile: true,
  maxBodyBytes: MAX_UPLOAD_FORM_BYTES,
  answersScript: true,
};

/** What the editor's script hears about a file that it has sent. */
interface UploadAnswer {
  id: number;
  address: string;
  page: string;
  /** What stands for it in a text. */
  markdown: string;
}

/** Keeps a file that was dropped, pasted or chosen in the editor. */
export async function action({ request, context }: ActionFunctionArgs) {
  const kept = await keepFileOf(request, context);
  if (!kept.ok) return refuseScript(kept.status, kept.errors);
  return Response.json({
    ...{ id: kept.id, address: mediaPath(kept), page: mediaPagePath(kept.id), markdown: markdownFor(kept) },
  } satisfies UploadAnswer);
}
