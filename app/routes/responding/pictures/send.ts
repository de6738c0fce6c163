import type { ActionFunctionArgs } from "@remix-run/node";
import { MAX_UPLOAD_FORM_BYTES } from "~/media/media.schema";
import type { PageHandle } from "../../page-handle";
import { refuseScript } from "../../session/script-answer";
import { tellScript } from "../../writing/media/keeping";
import { keepPicture } from "./keep-picture";

export const handle: PageHandle = {
  act: "response.picture",
  acceptsFile: true,
  maxBodyBytes: MAX_UPLOAD_FORM_BYTES,
  answersScript: true,
};

/** Keeps a picture that was dropped, pasted or chosen in the form of a response. */
export async function action({ request, context }: ActionFunctionArgs) {
  const kept = await keepPicture(request, context);
  return kept.ok ? tellScript(kept) : refuseScript(kept.status, kept.errors);
}
