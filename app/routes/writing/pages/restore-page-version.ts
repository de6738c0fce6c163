import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { draftPath } from "~/drafts/draft";
import { restorePageVersion } from "~/flows/pages/restore-page.server";
import { pageHistoryPath } from "~/pages/page";
import { readRowId } from "~/platform/database/rows/row-id";
import { notFound } from "../../not-found";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";

export const handle: PageHandle = { act: "page.edit" };

export const loader = ({ params: { slug = "" } }: LoaderFunctionArgs) =>
  redirect(encodeURI(pageHistoryPath(slug)));

/** Puts an earlier version of a page into the editor. */
export async function action({ params: { slug = "", version }, context }: ActionFunctionArgs) {
  const wanted = { slug, number: readRowId(version) ?? 0 };
  const restored = await restorePageVersion(context, memberOf(context), wanted, context.now());
  if (restored.ok) return redirect(draftPath(restored.draftId), 303);
  if (restored.reason === "page.not-found") throw notFound("version");
  throw new Response(explain(restored.reason), { status: 409 });
}

const explain = (reason: string): string =>
  reason === "draft.too-many"
    ? "You have very many drafts. Delete some that you no longer need first."
    : "There are too many copies beside this page’s changes. Compare them in the editor and delete some first.";

/** A default export makes this a page, so that errors are shown as pages. */
export default function RestorePageVersion() {
  return null;
}
