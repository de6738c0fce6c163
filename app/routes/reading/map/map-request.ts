import type { AppLoadContext, LinksFunction } from "@remix-run/node";
import { RESPONSES_KEY } from "~/comments/comment.server";
import type { MapKey } from "~/maps/map";
import styles from "~/maps/map.css?url";
import { mapKey, readMap } from "~/maps/map.server";
import { personKey } from "~/people/person.server";
import { POSTS_KEY } from "~/posts/post.server";

export const mapLinks: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

/** A map with its cache tags. */
export async function loadMap({ db, now, addCacheTags }: AppLoadContext, key: MapKey) {
  const map = await readMap(db, key, now());
  const writers = new Set(map.posts.flatMap((post) => post.writers.map(({ id }) => id)));
  addCacheTags(mapKey(key), POSTS_KEY, RESPONSES_KEY, ...[...writers].map(personKey));
  return map;
}
