// A post's file of a content folder.

import { isDeepStrictEqual } from "node:util";
import { explainRefusal } from "~/markdown/limits";
import { postPath } from "~/posts/post";
import type { PostInput } from "~/posts/post.schema";
import { findPostInput, type GivenPost } from "~/posts/post-commands.server";
import { findOriginBySlug, moveOrigin } from "~/posts/post-origin.server";
import {
  editPostAndDate,
  type PublishingMeans,
  type PublishRefusal,
  publishPost,
  schedulePost,
} from "~/publishing/publish-post.server";
import { tagSlug } from "~/tags/tag.server";
import type { Filed, PostFile } from "./content-files.server";
import { TEXT } from "./front-matter";
import { type ImportReport, linkComments } from "./import-conversation.server";
import { nameIn } from "./import-name.server";
import type { Origin } from "./import-people.server";
import { isSamplePost } from "./sample-fingerprints";

interface PostOptions {
  origin: Origin;
  keys: ReadonlyMap<string, number>;
  replace: boolean;
  /** Spellings of tags that the import has named already as joined with another. */
  joinedTags: Set<string>;
  /** Handles and slugs that are others' here than the folder means. */
  others: { people: ReadonlySet<string>; series: ReadonlySet<string> };
}

/** Publishes the post of a file, or changes it where its text or fields changed. What is refused goes into the report. */
export async function importPost(
  means: PublishingMeans,
  { file, value: { date, ...post }, lineOf }: Filed<PostFile>,
  { origin, keys, replace, others, joinedTags }: PostOptions,
  report: ImportReport,
): Promise<void> {
  const leaveOut = (path: PropertyKey[], message: string) =>
    void report.problems.push({ file, line: lineOf(path), field: String(path[0] ?? ""), message });
  const stranger = [...post.writers, ...post.presenters].find((handle) => others.people.has(handle));
  if (stranger !== undefined)
    return leaveOut(["byline"], `names ${stranger}, who is somebody else here: see the file of that person`);
  if (post.series !== undefined && others.series.has(post.series))
    return leaveOut(["series"], `names ${post.series}, which is another series here: see its file`);

  const input = {
    ...post,
    origin: origin.now,
    sample: isSamplePost(post),
    source: linkComments(post.source, keys),
  };
  const existing = (await findPostInput(means.db, origin.now)) ?? (await adoptEarlier(means, origin, post));
  if (existing && isAnother(existing.input, input) && !replace)
    return leaveOut(
      ["title"],
      `would turn “${existing.input.title}” (${postPath(existing.input.slug)}) into another post. If it is another, import ` +
        "this folder under a name of its own with --as NAME; if it is that post renamed, say --replace",
    );
  const before = existing?.publishedAt ?? null;
  const isMoved = before !== null && before.getTime() !== date.getTime();
  if (existing && !isMoved && isSame(existing.input, input)) {
    report.posts.unchanged++;
    return;
  }
  const now = new Date();
  const isToCome = date > now;
  const saved = existing
    ? await editPostAndDate(means, existing.id, input, date, now)
    : isToCome
      ? await schedulePost(means, input, date, now)
      : await publishPost(means, input, date);
  if (saved.ok) {
    if (isMoved) {
      const message = `${before.toISOString()} → ${date.toISOString()}`;
      report.notes.push({ file, line: lineOf(["date"]), field: "date", message });
    }
    const stored = (await findPostInput(means.db, origin.now))?.input.tags ?? [];
    for (const [index, tag] of input.tags.entries()) {
      if (stored.includes(tag) || joinedTags.has(tag)) continue;
      joinedTags.add(tag);
      const kept = stored.find((name) => tagSlug(name) === tagSlug(tag));
      const message = `“${tag}” is the same tag as “${kept}”, which is how it is shown`;
      report.notes.push({ file, line: lineOf(["tags", index]), field: "tags", message });
    }
    report.posts[existing ? "changed" : isToCome ? "scheduled" : "published"]++;
    return;
  }
  const owner = saved.reason === "post.slug-taken" ? await findOriginBySlug(means.db, input.slug) : null;
  const ownerName = owner && nameIn(owner);
  const { path, message } = explain(saved, input, ownerName === nameIn(origin.now) ? null : ownerName);
  leaveOut(path, message);
}

/** A post that came from a folder before imports had names: of this file, if it is the same post. It is this import's from then on. */
async function adoptEarlier(
  { db }: PublishingMeans,
  { now, earlier }: Origin,
  post: Pick<PostInput, "title" | "slug">,
): Promise<GivenPost | null> {
  const found = await findPostInput(db, earlier);
  if (!found || isAnother(found.input, post)) return null;
  await moveOrigin(db, found.id, now);
  return found;
}

/** A post may be renamed and it may be moved. One of which both are other than they were is another. */
const isAnother = (a: Pick<PostInput, "title" | "slug">, b: Pick<PostInput, "title" | "slug">) =>
  a.title !== b.title && a.slug !== b.slug;

/** Whether a file says what the site has already. A tag's first spelling stays. */
function isSame(stored: PostInput, given: PostInput): boolean {
  const comparable = (input: PostInput) => ({
    ...input,
    origin: "",
    sample: given.sample,
    tags: input.tags.map(tagSlug),
    series: input.series ?? null,
    part: input.part ?? null,
  });
  return isDeepStrictEqual(comparable(stored), comparable(given));
}

/** Which field of a file was refused, and why. */
function explain(
  { reason, what = "" }: PublishRefusal,
  { writers, presenters }: PostInput,
  owner: string | null,
): { path: PropertyKey[]; message: string } {
  switch (reason) {
    case "post.slug-taken":
      return {
        path: ["slug"],
        message: owner
          ? `${what} is a post of the import “${owner}”. To change that one, import this folder with --as ${owner}`
          : `${what} is another post's, now or formerly`,
      };
    case "person.not-found":
      return {
        path: writers.includes(what)
          ? ["byline", writers.indexOf(what)]
          : ["introduced by", presenters.indexOf(what)],
        message: `names ${what}, whom no file in people/ introduces`,
      };
    case "series.not-found":
      return { path: ["series"], message: `names ${what}, which no file in series/ announces` };
    case "series.part-taken":
      return { path: ["part"], message: `is taken: ${what}` };
    case "post.out-already":
      return {
        path: ["date"],
        message: "is yet to come, but this post is published already. Give it a date that is past.",
      };
    case "post.not-found":
      return { path: [], message: "went while it was being changed" };
    default:
      return { path: [TEXT], message: explainRefusal(reason) };
  }
}
