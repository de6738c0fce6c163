import { type ActionFunctionArgs, data, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { z } from "zod";
import { readMoment, readPublicationTime } from "~/drafts/publishing/publication-time";
import { scheduleDraftVersion } from "~/flows/writing/publish-draft.server";
import { parseForm } from "~/platform/http/body/form.server";
import { line } from "~/platform/http/body/typed-text";
import { readSite } from "~/site/site.server";
import { useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { getDraft } from "../editor/editing";
import { editorLinks } from "../editor/editor-page";
import { explainDraftRefusal } from "./draft-refusals";
import { loadPublication, PublishPage } from "./publish-page";

export const handle: PageHandle = { act: "post.publish" };
export const links = editorLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Schedule");
export const loader = loadPublication;

const scheduleForm = z.object({
  version: z.coerce.number().int().min(0),
  at: line(),
  /** One of the two moments of a time that clocks show twice or never. */
  moment: line(),
  quiet: z.string().optional(),
});

/** Schedules the version that the page showed. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const draft = await getDraft(context, params.id, "post.publish");
  const form = await parseForm(request, scheduleForm);
  const values = { ...form.values, quiet: form.values.quiet ?? "no" };
  const refuse = (status: number, errors: Record<string, string>, choices: Date[] = []) =>
    data({ values, errors, choices }, status);
  if (!form.ok) return refuse(422, { form: "This form is incomplete. Please open this page again." });
  const now = context.now();
  const { timeZone } = await readSite(context.db);
  const { moment } = form.value;
  const time = moment ? readMoment(moment, now) : readPublicationTime(form.value.at, timeZone, now);
  if (!time.ok) return refuse(422, { at: time.error }, time.choices);
  const { at } = time;
  const seen = { draftId: draft.id, version: form.value.version };
  const scheduled = await scheduleDraftVersion(
    context,
    memberOf(context),
    seen,
    at,
    now,
    form.value.quiet === "yes",
  );
  if (scheduled.ok) return redirect(`/drafts?done=${draft.id}`, 303);
  return refuse(scheduled.reason === "markdown.busy" ? 503 : 422, explainDraftRefusal(scheduled));
}

export default function Schedule() {
  return <PublishPage {...useServerData<typeof loader>()} refused={useActionData<typeof action>()} />;
}
