import type { ActionFunctionArgs } from "@remix-run/node";
import { MAX_UPLOAD_FORM_BYTES } from "~/media/media.schema";
import type { PageHandle } from "../../page-handle";
import { refuseScript } from "../../session/script-answer";
import { keepFileOf, tellScript } from "./keeping";

export const handle: PageHandle = {
  act: "media.upload",
  acceptsFile: true,
  maxBodyBytes: MAX_UPLOAD_FORM_BYTES,
  answersScript: true,
};

/** Keeps a file that was dropped, pasted or chosen in the editor. */
export async function action({ request, context }: ActionFunctionArgs) {
  const kept = await keepFileOf(request, context);
  if (!kept.ok) return refuseScript(kept.status, kept.errors);
  return tellScript(kept);
}
