import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";
import { readRowId } from "~/platform/database/rows/row-id";
import { readValues } from "~/platform/http/body/form.server";
import { postPath } from "~/posts/post";
import { findSeriesOfPart } from "~/posts/post-parts.server";
import { markPart } from "~/series/reading/read-parts.server";
import { seriesPath } from "~/series/series";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";

export const handle: PageHandle = { act: "account.manage" };

/** Marks a part of a series as read or as not read. Which one is told in the form, not in the address, which servers may log. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { accountId } = memberOf(context);
  const { post, read } = await readValues(request);
  const postId = readRowId(post);
  const part = postId === null ? null : await findSeriesOfPart(context.db, postId);
  if (!part) throw data("This is no part of a series. Open the part again, and mark it there.", 422);
  const marked = await markPart(context.db, { accountId, postId: part.id }, read !== "no", context.now());
  // Turned off meanwhile, in another tab: the page of the series says so, and turns it on.
  if (!marked.ok) return redirect(`${seriesPath(part.seriesSlug)}#your-reading`, 303);
  return redirect(`${postPath(part.slug)}#mark-part`, 303);
}

export const loader = () => redirect("/series");

/** A default export makes this a page, so that errors are shown as pages. */
export default function MarkPart() {
  return null;
}
