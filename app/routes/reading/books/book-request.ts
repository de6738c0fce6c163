import type { BookSource } from "~/books/book";
import type { DatabaseClient } from "~/platform/database/database.server";
import { getSeries } from "../series/series-request";
import { getTag } from "../tags/tag-request";

export interface AskedSource extends BookSource {
  /** Posts that it has. */
  count: number;
}

/** The series or the tag at the address of a book's page. A former slug redirects to the same page under the present one. Throws 404. */
export async function getSource(
  db: DatabaseClient,
  request: Request,
  slug: string | undefined,
): Promise<AskedSource> {
  const { pathname, search } = new URL(request.url);
  const [, room = "", , page = ""] = pathname.split("/");
  const place = `/${page}${search}`;
  if (room === "series") {
    const { id, title, parts, ...series } = await getSeries(db, slug, place);
    return { kind: "series", id, slug: series.slug, title, count: parts };
  }
  const { id, name, postCount, ...tag } = await getTag(db, slug, place);
  return { kind: "tag", id, slug: tag.slug, title: name, count: postCount };
}
