import type { ActionFunctionArgs } from "@remix-run/node";
import { MAX_PASTE_BYTES } from "~/markdown/pasted/paste-limits";
import { readValues } from "~/platform/http/body/form.server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { refuseScript } from "../../session/script-answer";
import { explainWait } from "./editing";

export const handle: PageHandle = { act: "post.write", maxBodyBytes: MAX_PASTE_BYTES, answersScript: true };

/** The rich text of a clipboard as Markdown. Nothing is stored. */
export async function action({ request, context }: ActionFunctionArgs) {
  const wait = await context.draftLimits.secondsToWaitForPreview(memberOf(context));
  if (wait > 0) return refuseScript(429, { html: explainWait(wait) });
  const { html = "" } = await readValues(request);
  const converted = await context.convertPaste(html);
  if (converted.ok) return Response.json({ markdown: converted.markdown, pictures: converted.pictures });
  return refuseScript(422, {
    html: "This text can’t be pasted with its formatting. Paste it as plain text.",
  });
}
