// The conversations of a content folder: each response at its time, with the numbers and counts of one that a visitor sent.

import { createHash } from "node:crypto";
import { explainReplyRefusal } from "~/comments/reply-refusals";
import { findPersonIds } from "~/people/person.server";
import { guest } from "~/people/viewer";
import { findPostToAnswer } from "~/posts/post.server";
import { type ImportedReply, importReply } from "~/publishing/import-reply.server";
import type { PublishingMeans } from "~/publishing/publish-post.server";
import type { Conversation, FiledResponse, ResponseFields } from "./conversation-file";
import type { Problem } from "./front-matter";

export interface ImportReport {
  /** Whether the site was new, and has its settings from this folder. */
  opened: boolean;
  posts: { published: number; scheduled: number; changed: number; unchanged: number };
  /** Those that were found and are none of the others were left out, each with a problem of its own. */
  responses: { found: number } & Record<(ImportedReply & { ok: true })["outcome"], number>;
  /** What was changed that a writer wants to know of. */
  notes: Problem[];
  problems: Problem[];
}

/** Something that an import does at its time. */
export interface Step {
  at: Date;
  file: string;
  run(): Promise<void>;
}

/** Writers of content files can't know ids: `comment:key` leads to the response that a conversation gives this key. */
export const linkComments = (source: string, keys: ReadonlyMap<string, number>) =>
  source.replace(/\]\(comment:([a-z0-9-]+)\)/g, (whole, key) =>
    keys.has(key) ? `](/comments/${keys.get(key)})` : whole,
  );

/** A response as the replies to it see it: where it stands in its file, its turn and, once it is in, its id. */
interface Answered {
  place: string;
  turn: Date;
  id?: number;
}

interface Surroundings {
  /** What the file is known by. */
  origin: string;
  /** The ids of responses that have keys, as far as they are in. */
  keys: Map<string, number>;
  /** When the post comes out; undefined for one that is out already. */
  publishedAt: Date | undefined;
}

/**
 * Each response of a conversation in its time, but never before its post or what it answers, whatever their clocks said. One
 * that can't stand where it belongs is left out, with all that answers it.
 */
export function listReplies(
  means: PublishingMeans,
  { file, post: slug, responses }: Conversation,
  { origin, keys, publishedAt }: Surroundings,
  report: ImportReport,
): Step[] {
  const steps: Step[] = [];
  const nextPlace = placeResponses();
  const keysHere = new Set<string>();
  const plan = ({ read, field, line, replies }: FiledResponse, parent: Answered | null) => {
    report.responses.found++;
    const leaveOut = (message: string) => void report.problems.push({ file, line, field, message });
    const key = read.ok ? read.value.key : undefined;
    const isSecond = key !== undefined && keysHere.has(key);
    if (key !== undefined) keysHere.add(key);
    const turn = latest(read.ok ? read.value.at : null, parent?.turn ?? publishedAt ?? null);
    const place = read.ok && !isSecond ? nextPlace(read.value, parent?.place ?? "") : "";
    const self: Answered = { place, turn };
    const run = async () => {
      if (parent && parent.id === undefined) return leaveOut("answers a response that was left out");
      if (!read.ok) return void report.problems.push(read.problem);
      if (isSecond) return leaveOut(`has the key of another response in this file: ${key}`);
      const at = { slug, parentId: parent?.id ?? null, origin: `${origin}#${place}` };
      const added = await importResponse(means, read.value, at, keys).catch(explainUnforeseen);
      if (!added.ok) return leaveOut(added.message);
      self.id = added.id;
      if (key !== undefined) keys.set(key, added.id);
      report.responses[added.outcome]++;
    };
    steps.push({ at: turn, file, run });
    for (const reply of replies) plan(reply, self);
  };
  for (const response of responses) plan(response, null);
  return steps;
}

const latest = (...dates: (Date | null)[]) =>
  new Date(Math.max(0, ...dates.map((date) => date?.getTime() ?? 0)));

const explainUnforeseen = (error: unknown) => {
  const message = `could not be taken in: ${error instanceof Error ? error.message : String(error)}`;
  return { ok: false, message } as const;
};

/**
 * What a response is known by within its file, so that importing it again doubles nothing: its key or, where it has none, what
 * it answers, when and by whom, counting those of which all that is the same. Neither its words nor its neighbours change it.
 */
function placeResponses() {
  const counts = new Map<string, number>();
  return ({ key, at, writtenAt, name, person }: ResponseFields, parent: string): string => {
    if (key) return key;
    // A day is the same day in whichever time zone the site is.
    const when = isDay(writtenAt) ? writtenAt : at.toISOString();
    const hash = createHash("sha256")
      .update(JSON.stringify([parent, when, name, person]))
      .digest("base64url");
    const place = hash.slice(0, 16);
    const count = (counts.get(place) ?? 0) + 1;
    counts.set(place, count);
    // No key looks so.
    return count === 1 ? `@${place}` : `@${place}-${count}`;
  };
}

const isDay = (writtenAt: string) => /^\d{4}-\d\d-\d\d$/.test(writtenAt);

async function importResponse(
  means: PublishingMeans,
  { at, writtenAt, body, name = "", person, site }: ResponseFields,
  { slug, parentId, origin }: { slug: string; parentId: number | null; origin: string },
  keys: ReadonlyMap<string, number>,
): Promise<(ImportedReply & { ok: true }) | { ok: false; message: string }> {
  const isMissing = {
    ok: false,
    message: `answers ${slug}, and no such post is published at ${at.toISOString()}`,
  } as const;
  const post = await findPostToAnswer(means.db, slug);
  if (!post) return isMissing;
  const personId = person && (await findPersonIds(means.db, [person])).get(person);
  if (person && !personId) return { ok: false, message: `is by ${person}, whom no file introduces` };
  const said = await importReply(means, {
    ...{ origin, postId: post.id, parentId, at, name, site },
    // Once a day began at midnight in UTC.
    ...(isDay(writtenAt) && { earlierAt: new Date(`${writtenAt}T00:00:00Z`) }),
    speaker: personId ? { kind: "person" as const, id: personId } : guest,
    source: linkComments(body, keys),
  });
  if (!said.ok && said.reason === "post.not-found") return isMissing;
  return said.ok ? said : { ok: false, message: `was refused: ${explainReplyRefusal(said.reason)}` };
}
