import type { ActionFunctionArgs } from "@remix-run/node";
import { renderToStaticMarkup } from "react-dom/server";
import { Calendar } from "~/design/calendar";
import { draftForm, MAX_DRAFT_FORM_BYTES } from "~/drafts/draft.schema";
import { parseForm } from "~/platform/http/body/form.server";
import { readSite } from "~/site/site.server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { refuseScript } from "../../session/script-answer";
import { explainWait, getDraft, textOf } from "./editing";
import { ShownDraft, showDraft } from "./shown-draft";

export const handle: PageHandle = {
  act: "post.edit-draft",
  maxBodyBytes: MAX_DRAFT_FORM_BYTES,
  answersScript: true,
};

/** The text in the editor's form as the post will stand, for the editor's script: HTML without a page around it. Nothing is stored. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const draft = params.id === "new" ? null : await getDraft(context, params.id);
  const form = await parseForm(request, draftForm);
  if (!form.ok) return refuseScript(422, form.errors);
  const wait = await context.draftLimits.secondsToWaitForPreview(memberOf(context));
  if (wait > 0) return refuseScript(429, { form: explainWait(wait) });
  const of = draft ?? { kind: form.value.kind, owner: memberOf(context), postId: null };
  const shown = await showDraft(context, textOf(form.value), of);
  const { language, timeZone } = await readSite(context.db);
  const html = renderToStaticMarkup(
    <Calendar.Provider value={{ language, timeZone }}>
      <ShownDraft {...shown} />
    </Calendar.Provider>,
  );
  return new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8" } });
}
