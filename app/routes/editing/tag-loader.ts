import type { LoaderFunctionArgs } from "@remix-run/node";
import { findTagToEdit, listSimilarTags } from "~/tags/tag-editing.server";
import { notFound } from "../not-found";
import { onServer } from "../on-server";
import { memberOf } from "../session/member";

/** A 404 to throw for a tag that isn't there, or no longer. */
export const noTag = () => notFound("tag", [{ href: "/tags", title: "All tags" }]);

/** The loader of the pages that edit a tag and merge it: the tag, and those like it. */
export async function loadTag({ params: { slug = "" }, context }: LoaderFunctionArgs) {
  const tag = await findTagToEdit(context.db, slug);
  if (!tag) throw noTag();
  const similar = await listSimilarTags(context.db, tag);
  return onServer({ as: memberOf(context).id, tag, similar, done: context.query("done").has("done") });
}
