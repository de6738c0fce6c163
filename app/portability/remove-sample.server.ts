import { removePeopleByOrigin } from "~/people/person.server";
import { listPostIdsByOrigin } from "~/posts/post-commands.server";
import { deletePost, type PublishingMeans } from "~/publishing/publish-post.server";
import { removeSeriesByOrigin } from "~/series/series.server";
import { ORIGIN } from "./content-files.server";

/**
 * Removes what came from a content folder: its posts with all that was said under them, and then its people and series, save
 * those who have written, or hold, something else by now. The site's own settings stay.
 */
export async function removeSample(means: PublishingMeans, now: Date) {
  const posts = await listPostIdsByOrigin(means.db, ORIGIN);
  for (const { id } of posts) await deletePost(means, id, now);
  const people = await removePeopleByOrigin(means.db, ORIGIN);
  const series = await removeSeriesByOrigin(means.db, ORIGIN);
  return { posts: posts.length, people, series };
}
