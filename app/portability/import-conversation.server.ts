// The conversations of a content folder: each reply at its time, by the command that visitors' replies go through.

import { explainReplyRefusal } from "~/comments/reply-refusals";
import { findPersonIds } from "~/people/person.server";
import { guest } from "~/people/viewer";
import { findPostToAnswer } from "~/posts/post.server";
import type { PublishingMeans } from "~/publishing/publish-post.server";
import { replyTo } from "~/publishing/reply.server";
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

/** A response as the replies to it see it: its id, once it is in. */
interface Answered {
  at: Date;
  id?: number;
}

/** Each response of a conversation in its time. One that can't stand where it belongs is left out, with all that answers it. */
export function listReplies(
  means: PublishingMeans,
  { file, value: { post: slug, responses }, lineOf }: Filed<ConversationFile>,
  keys: Map<string, number>,
  report: ImportReport,
): Step[] {
  const steps: Step[] = [];
  const plan = (response: ResponseFile, parent: Answered | null, path: PropertyKey[]) => {
    const self: Answered = { at: response.at };
    const leaveOut = (message: string) =>
      report.problems.push({ file, line: lineOf(path), field: path.join("."), message });
    const run = async () => {
      if (parent && parent.id === undefined) return leaveOut("answers a response that was left out");
      const added = await importResponse(means, slug, response, parent?.id, keys);
      if (!added.ok) return leaveOut(added.message);
      self.id = added.comment.id;
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
  return said.ok ? said : { ok: false, message: `was refused: ${explainReplyRefusal(said.reason)}` };
}
