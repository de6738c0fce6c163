// Takes the responses of conversations in, a batch at a time.

import { commentPath } from "~/comments/comment";
import { explainReplyRefusal } from "~/comments/reply/reply-refusals";
import {
  type ArchivedReply,
  type ImportedReply,
  importReplies,
  MAX_REPLIES_AT_ONCE,
} from "~/flows/importing/import-reply.server";
import type { PublishingDeps } from "~/flows/publishing/publish-post.server";
import { isFormerInFiles } from "~/people/person";
import { findCurrentHandles, findPersonIds } from "~/people/person.server";
import { guest } from "~/people/viewer";
import type { DatabaseClient } from "~/platform/database/database.server";
import { listPostsToAnswer } from "~/posts/conversation/post-to-answer.server";
import { explainUnexpected } from "../content/content-files.server";
import type { ResponseFields } from "../content/conversation-file";
import type { Problem } from "../content/front-matter";
import { type Answered, type ImportReport, latest, type PlannedResponse } from "./import-conversation.server";
import { withLosses } from "./import-losses";

const COMMENT_LINK = /\]\(comment:([a-z0-9-]+(?:#\d+)?)\)/g;

/** Authors of content files don't know ids: `comment:key` links to the response with this key, and `comment:post#12` to response 12 of
 *  that post. */
export const linkComments = (source: string, keys: ReadonlyMap<string, number>) =>
  source.replace(COMMENT_LINK, (whole, key) => (keys.has(key) ? `](/comments/${keys.get(key)})` : whole));

/** The keys and numbers of responses that a text links to. */
export const listCommentKeys = (source: string): string[] =>
  [...source.matchAll(COMMENT_LINK)].map(([, key = ""]) => key);

/** Whether a response can be taken in together with those before it. Its links to comments need their ids. */
export const canJoin = (batch: readonly PlannedResponse[], { read }: PlannedResponse): boolean =>
  batch.length < MAX_REPLIES_AT_ONCE && !(read.ok && read.value.body.includes("](comment:"));

interface Surroundings {
  /** Ids of imported responses that have a key. */
  keys: Map<string, number>;
  /** Handles in this folder that belong to someone else on the site. */
  otherPeople: ReadonlySet<string>;
  /** Origins of all responses in this folder. */
  origins: ReadonlySet<string>;
}

/** A response that is sent to the site, or why it is left out. */
type Sent =
  | { reply: ArchivedReply; takeLosses: () => Problem[]; missing: string }
  | { leftOut: string | Problem };

/** Imports responses in this order. One that can't be imported is skipped with all its replies. */
export async function importResponses(
  deps: PublishingDeps,
  batch: PlannedResponse[],
  surroundings: Surroundings,
  report: ImportReport,
): Promise<void> {
  const sent = await prepare(deps, batch, surroundings).catch((error) => explainUnexpected(error));
  if (typeof sent === "string") {
    for (const planned of batch) leaveOut(report, planned, sent);
    return;
  }
  const replies = [...sent.values()].flatMap((one) => ("reply" in one ? one.reply : []));
  const results = await importReplies(deps, replies, surroundings.origins).catch((error) =>
    replies.map((): ImportedReply => ({ ok: false, reason: "unexpected", error })),
  );
  for (const planned of batch) {
    const one = sent.get(planned.self);
    if (!one || "leftOut" in one) leaveOut(report, planned, one?.leftOut ?? ANSWERS_NOTHING);
    else settle(planned, one, results.shift(), surroundings.keys, report);
  }
}

function settle(
  planned: PlannedResponse,
  { takeLosses, missing }: Exclude<Sent, { leftOut: unknown }>,
  result: ImportedReply | undefined,
  keys: Map<string, number>,
  report: ImportReport,
): void {
  const isAnswered = planned.parent === null || planned.parent.id !== undefined;
  if (!result?.ok || !isAnswered) {
    leaveOut(
      report,
      planned,
      isAnswered && result && !result.ok ? explain(result, missing) : ANSWERS_NOTHING,
    );
    return;
  }
  const { file, line, field, slug } = planned;
  const number = planned.read.ok ? planned.read.value.number : undefined;
  if (number !== undefined) keys.set(`${slug}#${number}`, result.id);
  const key = planned.read.ok ? planned.read.value.key : undefined;
  planned.self.id = result.id;
  if (key !== undefined && (keys.get(key) ?? result.id) !== result.id) {
    const message = `has the key of a response in another file: ${key}. From here on, comment:${key} links to this one. Give it a key of its own, such as key: ${key}-2`;
    report.notes.push({ file, line, field, message });
  }
  if (key !== undefined) keys.set(key, result.id);
  report.responses[result.outcome]++;
  if (result.isEdited)
    report.edited.push({
      ...{ file, line, field },
      message: `${commentPath(result.id)} was edited on the site, and stays as it is.`,
    });
  report.notes.push(...takeLosses());
}

const ANSWERS_NOTHING = "answers a response that was left out. Correct that one first.";

function leaveOut(report: ImportReport, { file, line, field }: PlannedResponse, why: string | Problem): void {
  report.problems.push(typeof why === "string" ? { file, line, field, message: why } : why);
}

function explain(result: ImportedReply & { ok: false }, missing: string): string {
  switch (result.reason) {
    case "post.not-found":
      return missing;
    case "unexpected":
      return explainUnexpected(result.error);
    default:
      return `was refused: ${explainReplyRefusal(result.reason)}`;
  }
}

async function prepare(
  deps: PublishingDeps,
  batch: PlannedResponse[],
  { keys, otherPeople }: Surroundings,
): Promise<Map<Answered, Sent>> {
  const posts = await listPostsToAnswer(
    deps.db,
    batch.map(({ slug }) => slug),
  );
  const people = await findImportedPeople(
    deps.db,
    batch.flatMap(({ read }) => (read.ok && read.value.person) || []),
  );
  const sent = new Map<Answered, Sent>();
  for (const planned of batch) {
    const { read, slug, self, parent, file, textLine } = planned;
    const leaveOut = (leftOut: string | Problem) => void sent.set(self, { leftOut });
    const above = parent && sent.get(parent);
    if (above ? "leftOut" in above : parent && parent.id === undefined) {
      leaveOut(ANSWERS_NOTHING);
      continue;
    }
    if (!read.ok) {
      leaveOut(read.problem);
      continue;
    }
    const { at: stated, writtenAt, body, name = "", person, site, key } = read.value;
    const { number, isDeleted, locked } = read.value;
    const missing = `answers ${slug}, but no post with this slug is published at ${stated.toISOString()}`;
    const post = posts.get(slug);
    const personId = person === undefined ? undefined : people.get(person);
    if (person !== undefined && otherPeople.has(person))
      leaveOut(
        `is by ${person}, who is another person on this site. See the message about the file of that person.`,
      );
    else if (planned.isSecond)
      leaveOut(
        `has the key of another response in this file: ${key}. Give it a key of its own, such as key: ${key}-2`,
      );
    else if (!post) leaveOut(missing);
    else if (person !== undefined && personId === undefined)
      leaveOut(`is by ${person}, but no file in people/ has this handle`);
    else {
      const losses = withLosses(deps);
      const reply = {
        ...{ origin: self.origin, postId: post.id, name, site, isDeleted, number },
        isByFormer: person !== undefined && isFormerInFiles(person),
        ...(locked !== undefined && { lock: locked === "true" ? "" : locked }),
        parent: above && "reply" in above ? above.reply.origin : (parent?.id ?? null),
        at: timeOf(read.value, latest(parent?.turn ?? null, post.publishedAt)),
        // Earlier versions read a date without a time as midnight UTC.
        ...(isDay(writtenAt) && { earlierAt: new Date(`${writtenAt}T00:00:00Z`) }),
        speaker: personId === undefined ? guest : ({ kind: "person", id: personId } as const),
        source: linkComments(body, keys),
        render: losses.deps.render,
      };
      sent.set(self, { reply, takeLosses: () => losses.takeLosses(file, textLine), missing });
    }
  }
  return sent;
}

/** Ids of people by the handles in the files, which may be former ones. */
async function findImportedPeople(db: DatabaseClient, handles: string[]): Promise<Map<string, number>> {
  if (handles.length === 0) return new Map();
  const current = await findCurrentHandles(db, handles);
  const nowOf = (handle: string) => current.get(handle) ?? handle;
  const ids = await findPersonIds(db, handles.map(nowOf));
  return new Map(
    handles.flatMap((handle) => {
      const id = ids.get(nowOf(handle));
      return id === undefined ? [] : [[handle, id] as const];
    }),
  );
}

/** A date without a time is midnight. On the day on which the post or the parent was published, it becomes
 *  that time. */
function timeOf({ at, writtenAt }: ResponseFields, notBefore: Date): Date {
  const isSameDay = isDay(writtenAt) && at < notBefore && notBefore.getTime() - at.getTime() < DAY_MS;
  return isSameDay ? notBefore : at;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const isDay = (writtenAt: string) => /^\d{4}-\d\d-\d\d$/.test(writtenAt);
