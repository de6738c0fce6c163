import type { ActionFunctionArgs } from "@remix-run/node";
import { renderToStaticMarkup } from "react-dom/server";
import { replySchema } from "~/comments/comment.schema";
import { explainPreviewWait, explainReplyRefusal } from "~/comments/reply/reply-refusals";
import { Raw } from "~/design/raw";
import { statusOfRefusal } from "~/markdown/limits";
import { parseValues, readValues } from "~/platform/http/body/form.server";
import { MAX_TEXT_FORM_BYTES } from "~/platform/http/request/route-rules";
import { findPostToAnswer } from "~/posts/conversation/post-to-answer.server";
import type { PageHandle } from "../page-handle";
import { refuseScript } from "../session/script-answer";
import { renderPreview } from "./preview-page";

export const handle: PageHandle = {
  act: "response.write",
  maxBodyBytes: MAX_TEXT_FORM_BYTES,
  answersScript: true,
};

/** The text of a reply as it will stand, while somebody types: HTML without a page around it, or nothing while other texts wait for
 *  the renderer. Nothing is stored. */
export async function action({ request, params: { slug = "" }, context }: ActionFunctionArgs) {
  const { db, viewer, clientAddress, commentLimits } = context;
  const values = await readValues(request);
  const post = await findPostToAnswer(db, slug);
  if (!post)
    return refuseScript(404, { form: "This post can’t be read any more. Your text isn’t affected." });
  const form = parseValues(values, replySchema.pick({ body: true }));
  if (!form.ok) return refuseScript(422, form.errors);
  if (context.isRendererBusy()) return new Response(null, { status: 204 });
  const browser = request.headers.get("user-agent") ?? "";
  const wait = await commentLimits.secondsToWaitForTypedPreview(clientAddress, viewer, browser);
  if (wait > 0) return refuseScript(429, { form: explainPreviewWait(wait, viewer) });
  const text = await renderPreview(context, post.id, form.value.body, values.account);
  if (!text.ok) return refuseScript(statusOfRefusal(text.reason), { body: explainReplyRefusal(text.reason) });
  const html = renderToStaticMarkup(<Raw as="div" data-preview markup={{ html: text.html }} />);
  return new Response(html, {
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" },
  });
}
