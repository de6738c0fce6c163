// Who is mentioned and quoted in texts, by the names that they have when a page is made.

import { listPeopleById } from "~/people/names/people-names.server";
import { pageOf } from "~/people/person";
import { personKey } from "~/people/person.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { CHECK_BATCH } from "~/platform/inconsistency";
import { markup } from "~/platform/markup";
import { listPostsBySlug } from "~/posts/address/post-address.server";
import { listPostsByIds, postKey } from "~/posts/post.server";
import { attributeToPost, attributeToResponse } from "./attribution";
import { listQuotedComments } from "./quoted-comments.server";
import { fillSlots, findSlots, type Slots } from "./slots";

/** A text with slots. */
export interface TextToFill {
  html: string;
  /** When it was last written: what was changed later is quoted from an earlier version. */
  at: Date;
  /** The post in whose conversation it stands, or which it is. */
  postId: number | null;
}

export interface Filled {
  html: string;
  /** Cache tags of what is named in it. */
  tags: string[];
}

/** Fills the slots of texts, in one batch for any number of them. Costs no query where there are none. */
export async function fillReferences(db: DatabaseClient, texts: readonly TextToFill[]): Promise<Filled[]> {
  const slots = texts.map(({ html }) => findSlots(html));
  const all = slots.flatMap((one) => one ?? []);
  if (all.length === 0) return texts.map(({ html }) => ({ html, tags: [] }));
  const found = await findReferred(db, all);
  return texts.map((text, index) => {
    const own = slots[index];
    return own ? { html: fill(text, found), tags: tagsOf(own, found) } : { html: text.html, tags: [] };
  });
}

export const fillOne = async (db: DatabaseClient, text: TextToFill): Promise<Filled> =>
  (await fillReferences(db, [text]))[0] ?? { html: text.html, tags: [] };

type Found = Awaited<ReturnType<typeof findReferred>>;

async function findReferred(db: DatabaseClient, slots: Slots[]) {
  const quoted = slots.flatMap((one) => one.quoted);
  const commentIds = new Set(quoted.flatMap((one) => ("commentId" in one ? one.commentId : [])));
  const slugs = new Set(quoted.flatMap((one) => ("slug" in one ? one.slug : [])));
  const personIds = new Set(slots.flatMap((one) => one.personIds));
  const [comments, people] = [
    await listIn(commentIds, (ids) => listQuotedComments(db, ids)),
    await listIn(personIds, (ids) => listPeopleById(db, ids)),
  ];
  const ids = slugs.size > 0 ? await listPostsBySlug(db, [...slugs]) : new Map<string, { postId: number }>();
  const posts = await listIn(new Set([...ids.values()].map(({ postId }) => postId)), (some) =>
    listPostsByIds(db, some),
  );
  return {
    comments: new Map(comments.map((row) => [row.id, row])),
    people: new Map(people.map((row) => [row.id, row])),
    postIds: new Map([...ids].map(([slug, { postId }]) => [slug, postId])),
    posts: new Map(posts.map((post) => [post.id, post])),
  };
}

/** SQLite takes a limited number of parameters in a statement. */
async function listIn<Row>(
  ids: ReadonlySet<number>,
  list: (ids: number[]) => Promise<Row[]>,
): Promise<Row[]> {
  const [all, rows]: [number[], Row[]] = [[...ids], []];
  for (let at = 0; at < all.length; at += CHECK_BATCH)
    rows.push(...(await list(all.slice(at, at + CHECK_BATCH))));
  return rows;
}

const fill = (text: TextToFill, { comments, people, postIds, posts }: Found): string =>
  fillSlots(text.html, {
    quote: (quoted, href) =>
      "commentId" in quoted
        ? attributeToResponse(comments.get(quoted.commentId) ?? null, text)
        : attributeToPost(posts.get(postIds.get(quoted.slug) ?? 0) ?? null, href, text),
    person(id) {
      const person = people.get(id);
      const page = person && pageOf(person);
      return page ? markup`<a class="mention" href="${page}" dir="ltr">@${person.handle}</a>`.html : null;
    },
  });

function tagsOf({ quoted, personIds }: Slots, { comments, postIds, posts }: Found): string[] {
  const tags = personIds.map(personKey);
  for (const one of quoted) {
    const comment = "commentId" in one ? comments.get(one.commentId) : null;
    if (comment)
      tags.push(postKey(comment.postId), ...(comment.personId === null ? [] : [personKey(comment.personId)]));
    const postId = "slug" in one ? postIds.get(one.slug) : undefined;
    if (postId === undefined) continue;
    tags.push(postKey(postId), ...(posts.get(postId)?.writers ?? []).map(({ id }) => personKey(id)));
  }
  return [...new Set(tags)];
}
