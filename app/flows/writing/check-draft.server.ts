// What a draft will be when it is published: what is missing, and which posts it will ping.

import type { Draft } from "~/drafts/draft.server";
import { type DraftErrors, readPost } from "~/drafts/publishing/post-input";
import { findVisiblePings, resolveLinks } from "~/links/link.server";
import { explainRefusal } from "~/markdown/limits";
import type { RenderMarkdown } from "~/markdown/rendered";
import { listPeopleByHandle } from "~/people/person.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { PostInput } from "~/posts/post.schema";
import { listPostsByIds } from "~/posts/post.server";

export interface CheckedDraft {
  /** What is missing, by field; empty if it can be published. */
  errors: DraftErrors;
  post: PostInput | null;
  /** The names of its writers; a handle that nobody has stays as typed. */
  writers: string[];
  /** The posts on which it will be a pingback. */
  pings: { id: number; slug: string; title: string }[];
}

/** Checks a draft before it is published. What only the transaction can know, such as a slug taken meanwhile, it refuses itself. */
export async function checkDraft(
  { db, render }: { db: DatabaseClient; render: RenderMarkdown },
  draft: Pick<Draft, "text" | "owner" | "postId">,
): Promise<CheckedDraft> {
  const post = readPost(draft.text, draft.owner?.handle);
  if (!post.ok) return { errors: post.errors, post: null, writers: [], pings: [] };
  const { input } = post;
  const people = new Map(
    (await listPeopleByHandle(db, input.writers)).map(({ handle, name }) => [handle, name]),
  );
  const writers = input.writers.map((handle) => people.get(handle) ?? `@${handle}`);
  const text = await render(input.source, { kind: "post", summary: input.summary });
  if (!text.ok) return { errors: { body: explainRefusal(text.reason) }, post: input, writers, pings: [] };
  const targetOf = await resolveLinks(db, text.links);
  const ids = [...findVisiblePings(draft.postId ?? 0, text.links, targetOf).keys()];
  const pings = (await listPostsByIds(db, ids)).map(({ id, slug, title }) => ({ id, slug, title }));
  return { errors: {}, post: input, writers, pings };
}
