// The conversations of a content folder: each reply at its time, by the command that visitors' replies go through.

import { createHash } from "node:crypto";
import { explainReplyRefusal } from "~/comments/reply-refusals";
import { findPersonIds } from "~/people/person.server";
import { guest } from "~/people/viewer";
import { findPostToAnswer } from "~/posts/post.server";
import { importReply } from "~/publishing/import-reply.server";
import type { PublishingMeans } from "~/publishing/publish-post.server";
import type { ConversationFile, Filed, ResponseFile } from "./content-files.server";
import type { Problem } from "./front-matter";

export interface ImportReport {
  /** Whether the site was new, and has its settings from this folder. */
  opened: boolean;
  posts: { published: number; scheduled: number; changed: number; unchanged: number };
  responses: number;
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

/** A response as the replies to it see it: where it stands in its file and, once it is in, its id. */
interface Answered {
  at: Date;
  place: string;
  id?: number;
}

/** Each response of a conversation in its time. One that can't stand where it belongs is left out, with all that answers it. */
export function listReplies(
  means: PublishingMeans,
  { file, value: { post: slug, responses }, lineOf }: Filed<ConversationFile>,
  origin: string,
  keys: Map<string, number>,
  report: ImportReport,
): Step[] {
  const steps: Step[] = [];
  const nextPlace = placeResponses();
  const plan = (response: ResponseFile, parent: Answered | null, path: PropertyKey[]) => {
    const self: Answered = { at: response.at, place: nextPlace(response, parent?.place ?? "") };
    const leaveOut = (message: string) =>
      report.problems.push({ file, line: lineOf(path), field: path.join("."), message });
    const run = async () => {
      if (parent && parent.id === undefined) return leaveOut("answers a response that was left out");
      const place = { slug, parentId: parent?.id ?? null, origin: `${origin}#${self.place}` };
      const added = await importResponse(means, response, place, keys);
      if (!added.ok) return leaveOut(added.message);
      self.id = added.id;
      if (response.key) keys.set(response.key, self.id);
      report.responses++;
    };
    if (parent && response.at < parent.at) leaveOut("is dated before the response that it answers");
    else steps.push({ at: response.at, file, run: async () => void (await run()) });
    for (const [index, reply] of response.replies.entries()) plan(reply, self, [...path, "replies", index]);
  };
  for (const [index, response] of responses.entries()) plan(response, null, ["responses", index]);
  return steps;
}

/**
 * What a response is known by within its file, so that importing it again doubles nothing: its key or, where it has none, what
 * it answers, when and by whom, counting those of which all that is the same. Neither its words nor its neighbours change it.
 */
function placeResponses() {
  const counts = new Map<string, number>();
  return ({ key, at, name, person }: ResponseFile, parent: string): string => {
    if (key) return key;
    const hash = createHash("sha256")
      .update(JSON.stringify([parent, at, name, person]))
      .digest("base64url");
    const place = hash.slice(0, 16);
    const count = (counts.get(place) ?? 0) + 1;
    counts.set(place, count);
    // No key looks so.
    return count === 1 ? `@${place}` : `@${place}-${count}`;
  };
}

async function importResponse(
  means: PublishingMeans,
  response: ResponseFile,
  { slug, parentId, origin }: { slug: string; parentId: number | null; origin: string },
  keys: ReadonlyMap<string, number>,
): Promise<{ ok: true; id: number } | { ok: false; message: string }> {
  const post = await findPostToAnswer(means.db, slug);
  if (!post)
    return {
      ok: false,
      message: `answers ${slug}, and no such post is published at ${response.at.toISOString()}`,
    };
  const personId = response.person && (await findPersonIds(means.db, [response.person])).get(response.person);
  if (response.person && !personId)
    return { ok: false, message: `is by ${response.person}, whom no file introduces` };
  const said = await importReply(means, {
    ...{ origin, postId: post.id, parentId, at: response.at },
    speaker: personId ? { kind: "person" as const, id: personId } : guest,
    name: response.name ?? "",
    site: response.site ?? "",
    source: linkComments(response.body, keys),
  });
  return said.ok ? said : { ok: false, message: `was refused: ${explainReplyRefusal(said.reason)}` };
}
