// Publishes a content folder by the commands that the site itself uses, in the order in which things were said: so tags,
// pingbacks, numbers and counts are made, not inserted. Importing again changes what changed and doubles nothing.

import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { explainRefusal } from "~/markdown/limits";
import { findPersonIds, introducePerson } from "~/people/person.server";
import { guest } from "~/people/viewer";
import type { PostInput } from "~/posts/post.schema";
import { findPostToAnswer } from "~/posts/post.server";
import { findPostInput } from "~/posts/post-commands.server";
import { editPost, type PublishingMeans, publishPost, schedulePost } from "~/publishing/publish-post.server";
import { replyTo } from "~/publishing/reply.server";
import { announceSeries } from "~/series/series.server";
import { siteSchema } from "~/site/site.schema";
import { settleNewSite } from "~/site/site.server";
import { tagSlug } from "~/tags/tag.server";
import {
  type ConversationFile,
  type Filed,
  ORIGIN,
  type PostFile,
  type ResponseFile,
  readContent,
} from "./content-files.server";
import type { Problem } from "./front-matter";

export interface ImportReport {
  /** Whether the site was new, and has its settings from this folder. */
  opened: boolean;
  posts: { published: number; scheduled: number; changed: number; unchanged: number };
  responses: number;
  problems: Problem[];
}

interface Event {
  at: Date;
  run(): Promise<void>;
}

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

  // Settled by the plain settings where the folder has none: a site is new once.
  report.opened = await settleNewSite(means, content.site?.value ?? siteSchema.parse({}));
  if (onlyIfNew && !report.opened) return report;
  for (const { file, value } of content.people)
    await introducePerson(means, { ...value, origin: origin(file) }, began);
  for (const { file, value } of content.series) {
    const parts = content.posts
      .filter((post) => post.value.series === value.slug)
      .map((post) => post.value.date.getTime());
    const beganAt = parts.length > 0 ? new Date(Math.min(...parts)) : began;
    await announceSeries(means, { ...value, origin: origin(file) }, beganAt);
  }

  const keys = new Map<string, number>();
  const events: Event[] = [
    ...content.posts.map((post) => {
      return { at: post.value.date, run: () => importPost(means, post, origin(post.file), keys, report) };
    }),
    ...content.conversations.flatMap((conversation) => listReplies(means, conversation, keys, report)),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const [index, event] of events.entries()) {
    await event.run();
    onProgress(index + 1, events.length);
  }
  return report;
}

async function importPost(
  means: PublishingMeans,
  { file, value: { date, ...post } }: Filed<PostFile>,
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
  else report.problems.push({ file, line: 1, ...explain(saved) });
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

/** Writers of content files can't know ids: `comment:key` leads to the response that a conversation gives this key. */
const linkComments = (source: string, keys: ReadonlyMap<string, number>) =>
  source.replace(/\]\(comment:([a-z0-9-]+)\)/g, (whole, key) =>
    keys.has(key) ? `](/comments/${keys.get(key)})` : whole,
  );

function listReplies(
  means: PublishingMeans,
  { file, value: { post: slug, responses } }: Filed<ConversationFile>,
  keys: Map<string, number>,
  report: ImportReport,
): Event[] {
  const events: Event[] = [];
  const plan = (response: ResponseFile, parent: () => number | undefined, field: string) => {
    let id: number | undefined;
    const run = async () => {
      const added = await importResponse(means, slug, response, parent(), keys);
      if (added.ok) {
        id = added.comment.id;
        if (response.key) keys.set(response.key, id);
        report.responses++;
      } else report.problems.push({ file, line: 1, field, message: added.message });
    };
    events.push({ at: response.at, run });
    for (const [index, reply] of response.replies.entries())
      plan(reply, () => id, `${field}.replies.${index}`);
  };
  for (const [index, response] of responses.entries()) plan(response, () => undefined, `responses.${index}`);
  return events;
}

async function importResponse(
  means: PublishingMeans,
  slug: string,
  response: ResponseFile,
  to: number | undefined,
  keys: ReadonlyMap<string, number>,
): Promise<{ ok: true; comment: { id: number } } | { ok: false; message: string }> {
  const post = await findPostToAnswer(means.db, slug);
  if (!post)
    return {
      ok: false,
      message: `answers ${slug}, and no such post is published at ${response.at.toISOString()}`,
    };
  const personId = response.person && (await findPersonIds(means.db, [response.person])).get(response.person);
  if (response.person && !personId)
    return { ok: false, message: `is by ${response.person}, whom no file introduces` };
  const viewer = personId ? { kind: "person" as const, id: personId } : guest;
  const name = response.name ?? "";
  const email = `${name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z]+/g, ".")
    .replace(/^\.|\.$/g, "")}@example.org`;
  const input = { body: linkComments(response.body, keys), name, email, site: response.site ?? "", to };
  const said = await replyTo(means, viewer, post.id, input, response.at);
  return said.ok ? said : { ok: false, message: `was refused: ${said.reason}` };
}

function explain(refusal: Extract<Awaited<ReturnType<typeof publishPost>>, { ok: false }>) {
  const { reason, what = "" } = refusal;
  switch (reason) {
    case "post.slug-taken":
      return { field: "slug", message: `${what} is another post's, now or formerly` };
    case "person.not-found":
      return { field: "byline", message: `names ${what}, whom no file in people/ introduces` };
    case "series.not-found":
      return { field: "series", message: `names ${what}, which no file in series/ announces` };
    case "series.part-taken":
      return { field: "part", message: `is taken: ${what}` };
    case "post.not-found":
      return { field: "", message: "went while it was being changed" };
    default:
      return { field: "the text", message: explainRefusal(reason) };
  }
}
