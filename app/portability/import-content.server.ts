// Publishes a content folder by the commands that the site itself uses, in the order in which things were said: so tags,
// pingbacks, numbers and counts are made, not inserted. Importing again changes what changed and doubles nothing.

import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { explainRefusal } from "~/markdown/limits";
import { introducePerson } from "~/people/person.server";
import type { PostInput } from "~/posts/post.schema";
import { findPostInput } from "~/posts/post-commands.server";
import {
  editPost,
  type PublishingMeans,
  type PublishRefusal,
  publishPost,
  schedulePost,
} from "~/publishing/publish-post.server";
import { announceSeries } from "~/series/series.server";
import { siteSchema } from "~/site/site.schema";
import { settleNewSite } from "~/site/site.server";
import { tagSlug } from "~/tags/tag.server";
import { type Filed, ORIGIN, type PostFile, readContent, unexpected } from "./content-files.server";
import { TEXT } from "./front-matter";
import { type ImportReport, linkComments, listReplies, type Step } from "./import-conversation.server";

/** Publishes what `folder` holds. The site's own settings are taken only by a site that has none. */
export async function importContent(
  means: PublishingMeans,
  folder: string,
  { onProgress = (_done: number, _all: number) => {}, onlyIfNew = false } = {},
): Promise<ImportReport> {
  const content = readContent(folder);
  const report: ImportReport = {
    opened: false,
    posts: { published: 0, scheduled: 0, changed: 0, unchanged: 0 },
    responses: 0,
    problems: content.problems,
  };
  const origin = (file: string) => ORIGIN + path.relative(folder, file);
  const began = new Date(Math.min(Date.now(), ...content.posts.map((post) => post.value.date.getTime())));

  const attempt = async (file: string, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      report.problems.push(unexpected(file, error));
    }
  };

  // Settled by the plain settings where the folder has none: a site is new once.
  report.opened = await settleNewSite(means, content.site?.value ?? siteSchema.parse({}));
  if (onlyIfNew && !report.opened) return report;
  for (const { file, value } of content.people)
    await attempt(file, () => introducePerson(means, { ...value, origin: origin(file) }, began));
  for (const { file, value } of content.series) {
    const parts = content.posts
      .filter((post) => post.value.series === value.slug)
      .map((post) => post.value.date.getTime());
    const beganAt = parts.length > 0 ? new Date(Math.min(...parts)) : began;
    await attempt(file, () => announceSeries(means, { ...value, origin: origin(file) }, beganAt));
  }

  const keys = new Map<string, number>();
  const steps: Step[] = [
    ...content.posts.map((post) => {
      const run = () => importPost(means, post, origin(post.file), keys, report);
      return { at: post.value.date, file: post.file, run };
    }),
    ...content.conversations.flatMap((conversation) =>
      listReplies(means, conversation, origin(conversation.file), keys, report),
    ),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const [index, step] of steps.entries()) {
    await attempt(step.file, step.run);
    onProgress(index + 1, steps.length);
  }
  return report;
}

async function importPost(
  means: PublishingMeans,
  { file, value: { date, ...post }, lineOf }: Filed<PostFile>,
  origin: string,
  keys: ReadonlyMap<string, number>,
  report: ImportReport,
) {
  const input = { ...post, origin, source: linkComments(post.source, keys) };
  const existing = await findPostInput(means.db, origin);
  if (existing && isSame(existing.input, input)) {
    report.posts.unchanged++;
    return;
  }
  const now = new Date();
  const isToCome = date > now;
  const saved = existing
    ? await editPost(means, existing.id, input, now)
    : isToCome
      ? await schedulePost(means, input, date, now)
      : await publishPost(means, input, date);
  if (saved.ok) report.posts[existing ? "changed" : isToCome ? "scheduled" : "published"]++;
  else {
    const { path, message } = explain(saved, input);
    report.problems.push({ file, line: lineOf(path), field: String(path[0] ?? ""), message });
  }
}

/** Whether a file says what the site has already. An empty summary is made from the text, and a tag's first spelling stays. */
function isSame(stored: PostInput, given: PostInput): boolean {
  const comparable = (input: PostInput) => ({
    ...input,
    summary: given.summary === "" ? "" : input.summary,
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
): { path: PropertyKey[]; message: string } {
  switch (reason) {
    case "post.slug-taken":
      return { path: ["slug"], message: `${what} is another post's, now or formerly` };
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
    case "post.not-found":
      return { path: [], message: "went while it was being changed" };
    default:
      return { path: [TEXT], message: explainRefusal(reason) };
  }
}
