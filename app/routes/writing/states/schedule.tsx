import { type ActionFunctionArgs, data, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { z } from "zod";
import { scheduleSeen } from "~/flows/publish-draft.server";
import { parseForm } from "~/platform/http/form.server";
import { line } from "~/platform/http/typed-text";
import { momentIn } from "~/site/calendar";
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

const scheduleForm = z.object({ version: z.coerce.number().int().min(0), at: line() });

/** Nobody plans further ahead; a later year is a slip. */
const MAX_YEARS_AHEAD = 5;

/** Schedules the version that the page showed. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const draft = await getDraft(context, params.id, "post.publish");
  const form = await parseForm(request, scheduleForm);
  const { values } = form;
  const refuse = (status: number, errors: Record<string, string>) => data({ values, errors }, status);
  if (!form.ok) return refuse(422, { form: "This form is incomplete. Please open this page again." });
  const now = context.now();
  const { timeZone } = await readSite(context.db);
  const typed = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})$/.exec(form.value.at);
  const at = typed && momentIn(`${typed[1]}T${typed[2]}`, timeZone);
  if (!at || Number.isNaN(at.getTime()))
    return refuse(422, { at: "Enter a date and a time, for example 2026-03-30 08:00." });
  if (at <= now) return refuse(422, { at: "This time has passed. Enter a later one, or publish now." });
  if (at.getUTCFullYear() > now.getUTCFullYear() + MAX_YEARS_AHEAD)
    return refuse(422, { at: `Enter a time within the next ${MAX_YEARS_AHEAD} years.` });
  const seen = { draftId: draft.id, version: form.value.version };
  const scheduled = await scheduleSeen(context, memberOf(context), seen, at, now);
  if (scheduled.ok) return redirect(`/drafts?done=${draft.id}`, 303);
  return refuse(scheduled.reason === "markdown.busy" ? 503 : 422, explainDraftRefusal(scheduled));
}

export default function Schedule() {
  return <PublishPage {...useServerData<typeof loader>()} refused={useActionData<typeof action>()} />;
}
