import { redirect } from "@remix-run/node";
import type { DatabaseClient } from "~/platform/database/database.server";
import { findMovedTag, findTag } from "~/tags/tag.server";
import { tagPath } from "~/tags/tag-list";
import { notFound } from "../../not-found";

/** The tag of an address. The slug of a renamed or merged tag redirects to the same `place` under the present one. Throws 404. */
export async function getTag(db: DatabaseClient, slug = "", place = "") {
  const tag = await findTag(db, slug);
  const moved = tag ? null : await findMovedTag(db, slug);
  if (moved !== null) throw redirect(encodeURI(tagPath(moved)) + place, 301);
  if (!tag) throw notFound("tag", [{ href: "/tags", title: "All tags" }]);
  return tag;
}
