import { type ActionFunctionArgs, data, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { z } from "zod";
import { stateOf } from "~/drafts/editor/editing";
import { readPastDate } from "~/drafts/publishing/publication-time";
import { type PageResult, publishPage } from "~/flows/pages/publish-page.server";
import { type DraftResult, publishDraftVersion, updateFromDraft } from "~/flows/writing/publish-draft.server";
import { may } from "~/people/policy";
import { parseForm } from "~/platform/http/body/form.server";
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
export const meta: MetaFunction = (args) => passingHead(args, "Publish");

const publishForm = z.object({
  version: z.coerce.number().int().min(0),
  overwrite: z.string().optional(),
  quiet: z.string().optional(),
});

export const loader = loadPublication;

/** Publishes the version that the page showed, or gives the post or page that text. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const draft = await getDraft(context, params.id, "post.publish");
  const form = await parseForm(request, publishForm);
  if (!form.ok)
    return data({ errors: { form: "This form is incomplete. Please open this page again." } }, 422);
  const { version, overwrite } = form.value;
  const quiet = form.value.quiet === "yes";
  const seen = { draftId: draft.id, version, overwrites: overwrite === "yes" };
  const member = memberOf(context);
  const { isOut } = stateOf(member, draft);
  const now = context.now();
  if (draft.kind === "page") return answer(await publishPage(context, member, seen, now), draft.id);
  const typed = may(member, "post.publish") ? draft.text.details.date.trim() : "";
  const datedAt = typed ? readPastDate(typed, (await readSite(context.db)).timeZone, now) : undefined;
  if (datedAt === null)
    return data(
      {
        errors: { date: "Enter a date in the past, for example 2019-03-30, or leave the field empty." },
        values: chosen(quiet),
      },
      422,
    );
  const published = isOut
    ? await updateFromDraft(context, member, seen, now)
    : await publishDraftVersion(context, member, seen, now, { datedAt, quiet });
  return answer(published, draft.id, quiet);
}

const chosen = (quiet: boolean) => ({ quiet: quiet ? "yes" : "no" });

function answer(published: DraftResult | PageResult, draftId: number, quiet = false) {
  if (published.ok) return redirect(`/drafts?done=${draftId}`, 303);
  const isOutdated = published.reason === "post.changed";
  return data(
    { errors: explainDraftRefusal(published), values: chosen(quiet), isOutdated },
    published.reason === "markdown.busy" ? 503 : isOutdated ? 409 : 422,
  );
}

export default function Publish() {
  return <PublishPage {...useServerData<typeof loader>()} refused={useActionData<typeof action>()} />;
}
