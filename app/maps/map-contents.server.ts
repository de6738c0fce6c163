import { createHash } from "node:crypto";
import { listAnswersAmong } from "~/pingbacks/answers-among.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { listMappablePosts } from "~/posts/mappable-posts.server";
import { filedUnder } from "~/tags/tag.server";
import { MAX_POINTS, type MapContents, type MapKey } from "./map";

/** What a map shows now, of what everyone may see. */
export async function readContents(db: DatabaseClient, key: MapKey): Promise<MapContents> {
  const posts = await listMappablePosts(db, await postsOf(db, key), MAX_POINTS);
  const answers = await listAnswersAmong(
    db,
    posts.map((post) => post.id),
  );
  return { posts, answers };
}

async function postsOf(db: DatabaseClient, key: MapKey) {
  const [kind, id] = key.split(":");
  if (kind === "series") return { seriesId: Number(id) };
  if (kind === "newest") return {};
  const filed = await filedUnder(db, Number(id))({ order: "desc", key: null, take: MAX_POINTS });
  return { ids: filed.map(({ postId }) => postId) };
}

/** Equal for contents that have the same places. */
export const digestOf = ({ posts, answers }: MapContents): string =>
  createHash("sha256")
    .update(JSON.stringify([posts.map(({ id }) => id), answers.map(({ from, to }) => [from, to])]))
    .digest("base64url")
    .slice(0, 16);
