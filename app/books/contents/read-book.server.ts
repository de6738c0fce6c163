// Reads a book: what everyone may see at this moment, and nothing else.

import { fillReferences } from "~/comments/references/fill-references.server";
import { listComments } from "~/comments/shown-comments.server";
import { tagUri, UNDATED } from "~/feeds/feed";
import { mediaHash } from "~/markdown/media-address";
import { listPublicPictures, type PublicPicture } from "~/media/visibility/public-pictures.server";
import { personKey } from "~/people/person.server";
import { listUnquotable } from "~/people/quoting/quotable.server";
import { listPingbacks } from "~/pingbacks/shown-pingbacks.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { type PostWithText, postKey, postTextKey } from "~/posts/post.server";
import type { ThreadItem } from "~/responses/response";
import { listVersionTimes } from "~/revisions/revision.server";
import { partsKey, seriesKey } from "~/series/series.server";
import { readFeedAuthority } from "~/site/feed-authority.server";
import { licenceOf } from "~/site/licence";
import { readSite, SITE_KEY } from "~/site/site.server";
import { tagKey, tagNameKey } from "~/tags/tag.server";
import type { BookKey } from "../book";
import { MAX_PICTURE_BYTES, MAX_RESPONSES, MAX_TEXT_CHARS, PICTURE_WIDTHS } from "../book.schema";
import type { BookContents, BookPart, BookRefusal, BookResponse } from "./book-contents";
import { choosePosts, findSource } from "./book-source.server";

export type ReadBook = ({ ok: true; contents: BookContents } | BookRefusal) & {
  /** Cache tags of everything that it shows, or that it was refused for. */
  tags: string[];
};

/** Reads a book whole. Refuses one without posts, with more than MAX_RESPONSES, or with too much text. */
export async function readBook(
  { db, siteUrl }: { db: DatabaseClient; siteUrl: string },
  { kind, sourceId, withResponses }: BookKey,
  maxChars = MAX_TEXT_CHARS,
): Promise<ReadBook> {
  const source = await findSource(db, kind, sourceId);
  const tags = [...tagsOf(kind, sourceId), SITE_KEY];
  if (!source) return { ok: false, reason: "book.nothing", tags };
  const { posts, total, keptOff } = await choosePosts(db, source);
  tags.push(...posts.flatMap((post) => tagsOfPost(post, withResponses)));
  const refuse = (reason: BookRefusal["reason"]): ReadBook => ({ ok: false, reason, tags });
  if (posts.length === 0) return refuse("book.nothing");
  const count = posts.reduce((sum, { responseCount }) => sum + responseCount, 0);
  if (withResponses && count > MAX_RESPONSES) return refuse("book.too-many-responses");

  const { name, language, timeZone, licence } = await readSite(db);
  const parts: BookPart[] = [];
  let chars = source.introHtml.length;
  for (const post of await withTexts(db, posts)) {
    tags.push(...post.named);
    const responses = withResponses ? await readResponses(db, post.id) : [];
    tags.push(...responses.flatMap(tagsOfResponse));
    const part = toPart(post, responses, { kind, licence });
    parts.push(part);
    chars += textsOf(part).reduce((sum, html) => sum + html.length, 0);
    // At once, because what is read until then is held in memory.
    if (chars > maxChars) return refuse("book.too-long");
  }
  const contents: BookContents = {
    source: { kind, id: source.id, slug: source.slug, title: source.title },
    id: tagUri(
      await readFeedAuthority(db, siteUrl),
      source.createdAt ?? UNDATED,
      `${kind}/${source.id}/book${withResponses ? "-with-responses" : ""}`,
    ),
    withResponses,
    site: { name, language, timeZone, url: siteUrl, licence: licenceOf(null, licence) },
    introHtml: source.introHtml,
    ...{ total, keptOff, parts },
    pictures: await choosePictures(db, [source.introHtml, ...parts.flatMap(textsOf)]),
  };
  return { ok: true, contents, tags: [...new Set(tags)] };
}

const tagsOf = (kind: BookKey["kind"], id: number) =>
  kind === "series" ? [seriesKey(id), partsKey(id)] : [tagKey(id), tagNameKey(id)];

const tagsOfPost = ({ id, writers, presenters }: PostWithText, withResponses: boolean): string[] => [
  ...(withResponses ? [postKey(id)] : []),
  postTextKey(id),
  ...[...writers, ...presenters].map((person) => personKey(person.id)),
];

function tagsOfResponse(response: ThreadItem): string[] {
  if (response.kind === "pingback") return response.writers.map(({ id }) => personKey(id));
  const people = [response.personId, response.parent?.personId].flatMap((id) => id ?? []);
  return [...people.map(personKey), ...response.tags];
}

type Filled = PostWithText & { changedAt: Date; named: string[] };

/** Fills what texts name by the names of this moment. */
async function withTexts(db: DatabaseClient, posts: PostWithText[]): Promise<Filled[]> {
  const versions = await listVersionTimes(db, posts);
  const dated = posts.map((post) => ({ ...post, changedAt: versions.get(post.id) ?? post.publishedAt }));
  const filled = await fillReferences(
    db,
    dated.map(({ id, html, changedAt }) => ({ html, at: changedAt, postId: id })),
  );
  return dated.map((post, index) => {
    const { html, tags } = filled[index] ?? { html: post.html, tags: [] };
    return { ...post, html, named: tags };
  });
}

/** What a member doesn't want to be quoted elsewhere keeps its place and its number, without the text. */
async function readResponses(db: DatabaseClient, postId: number): Promise<BookResponse[]> {
  const comments = await listComments(db, postId, "", null);
  const unquotable = await listUnquotable(
    db,
    comments.flatMap(({ personId }) => personId ?? []),
  );
  const quoted = comments.map(
    (one): BookResponse =>
      one.personId !== null && unquotable.has(one.personId) ? { ...one, html: "", isLeftOut: true } : one,
  );
  const pingbacks = await listPingbacks(db, postId, "", null);
  return [...quoted, ...pingbacks].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function toPart(
  post: Filled,
  responses: BookResponse[],
  site: { kind: BookKey["kind"]; licence: string },
): BookPart {
  const { id, slug, title, language, writers, presenters, publishedAt, changedAt, version, html } = post;
  return {
    ...{ id, slug, title, language, writers, presenters, publishedAt, changedAt, version, html, responses },
    part: site.kind === "series" ? (post.series?.part ?? null) : null,
    licence: licenceOf(post.licence, site.licence),
  };
}

const textsOf = ({ html, responses }: BookPart): string[] => [
  html,
  ...responses.flatMap((one) => (one.kind === "comment" ? one.html : [])),
];

const PICTURE = /<img [^>]*?src="([^"]*)"/g;

/** Each public picture in the largest width in which all of them fit. What doesn't fit then stays out: the last ones. */
async function choosePictures(db: DatabaseClient, texts: string[]): Promise<Record<string, PublicPicture>> {
  const hashes = texts.flatMap((html) =>
    html.includes("<img ") ? [...html.matchAll(PICTURE)].flatMap(([, src = ""]) => mediaHash(src) ?? []) : [],
  );
  const found = await listPublicPictures(db, [...new Set(hashes)]);
  const inOrder = [...new Set(hashes)].flatMap((hash) => {
    const widths = found.get(hash) ?? [];
    return widths.length > 0 ? [{ hash, widths }] : [];
  });
  let chosen: { hash: string; picture: PublicPicture }[] = [];
  for (const limit of PICTURE_WIDTHS) {
    chosen = inOrder.flatMap(({ hash, widths }) => {
      const picture = widths.findLast(({ width }) => width <= limit) ?? widths[0];
      return picture ? { hash, picture } : [];
    });
    if (chosen.reduce((sum, { picture }) => sum + picture.bytes, 0) <= MAX_PICTURE_BYTES) break;
  }
  let room = MAX_PICTURE_BYTES;
  const fitting = chosen.filter(({ picture }) => {
    room -= picture.bytes;
    return room >= 0;
  });
  return Object.fromEntries(fitting.map(({ hash, picture }) => [hash, picture]));
}
