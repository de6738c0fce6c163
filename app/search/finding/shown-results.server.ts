// What is found, as pages show it. Everything is read again through the rooms that decide who may see it: an entry that should be gone
// shows nothing.

import { setImmediate as passTurn } from "node:timers/promises";
import { commentPath } from "~/comments/comment";
import { listSearchableComments, type SearchableComment } from "~/comments/searchable-comments.server";
import { pageOf, personPath } from "~/people/person";
import { listSearchablePeople } from "~/people/searchable-people.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { postPath } from "~/posts/post";
import { listPostsByIds } from "~/posts/post.server";
import { listPostTexts } from "~/posts/searchable-posts.server";
import { listSearchableSeries } from "~/series/searchable-series.server";
import { seriesPath } from "~/series/series";
import { listSearchableTags } from "~/tags/searchable-tags.server";
import { tagPath } from "~/tags/tag-list";
import { KINDS } from "../index/entry-key";
import type { Alternatives } from "../query/sought";
import type { FoundName, FoundPost, FoundResponse } from "../search";
import { type StemLanguage, stemLanguageOf } from "../words/stems";
import type { Hit } from "./asking";
import type { Group } from "./groups";
import { markMatches, snippetOf } from "./snippet";

export async function showPosts(
  db: DatabaseClient,
  groups: Group[],
  terms: Alternatives[],
  around: StemLanguage,
): Promise<FoundPost[]> {
  const ids = groups.map(({ postId }) => postId);
  const [listed, texts, { comments }] = await Promise.all([
    listPostsByIds(db, ids),
    listPostTexts(db, ids),
    listSearchableComments(
      db,
      groups.flatMap(({ responseIds }) => responseIds),
    ),
  ]);
  const summaries = new Map(listed.map((post) => [post.id, post]));
  const byId = new Map(comments.map((comment) => [comment.id, comment]));
  const shown: FoundPost[] = [];
  for (const { postId, isHit, responseIds, moreResponses } of groups) {
    // To look through ten long posts takes a third of a second.
    await passTurn();
    const [post, text] = [summaries.get(postId), texts.get(postId)];
    const responses = responseIds.flatMap((id) => byId.get(id) ?? []);
    if (!post || text === undefined || (!isHit && responses.length === 0)) continue;
    const { id, slug, title, language, writers, publishedAt } = post;
    const stemming = { language: language === null ? null : stemLanguageOf(language), around };
    const inComments = { language: null, around: stemming.language ?? around };
    shown.push({
      ...{ id, path: postPath(slug), title: markMatches(title, terms, stemming), language, isHit },
      ...{ writers: writers.map((person) => ({ name: person.name, page: pageOf(person) })), at: publishedAt },
      snippet: snippetOf(text, terms, stemming),
      responses: responses.map((comment) => toResponse(comment, terms, inComments)),
      moreResponses,
    });
  }
  return shown;
}

function toResponse(
  { id, number, person, guestName, createdAt, text }: SearchableComment,
  terms: Alternatives[],
  stemming: { language: null; around: StemLanguage },
): FoundResponse {
  const writer = { name: person?.name ?? guestName ?? "Someone", page: person && pageOf(person) };
  return {
    ...{ kind: "comment", id, number: number ?? 0, path: commentPath(id), writers: [writer], at: createdAt },
    snippet: snippetOf(text, terms, stemming),
  };
}

export async function showNames(
  db: DatabaseClient,
  hits: Hit[],
  terms: Alternatives[],
  around: StemLanguage,
): Promise<FoundName[]> {
  const idsOf = (kind: number) => hits.flatMap((hit) => (hit.kind === kind ? [hit.thingId] : []));
  const { people } = await listSearchablePeople(db, idsOf(KINDS.person));
  const { tags } = await listSearchableTags(db, idsOf(KINDS.tag));
  const { series } = await listSearchableSeries(db, idsOf(KINDS.series));
  const stemming = { language: null, around };
  const show = (
    kind: FoundName["kind"],
    id: number,
    path: string,
    name: string,
    text: string,
    language: StemLanguage | null = null,
  ) =>
    [
      `${KINDS[kind]} ${id}`,
      {
        ...{ kind, path, name: markMatches(name, terms, { language, around }) },
        snippet: snippetOf(text, terms, stemming),
      },
    ] as const;
  const shown = new Map<string, FoundName>([
    ...people.map(({ id, handle, name, text }) =>
      show("person", id, personPath(handle), name, text, "other"),
    ),
    ...tags.map(({ id, slug, name, description }) => show("tag", id, tagPath(slug), name, description)),
    ...series.map(({ id, slug, title, text }) => show("series", id, seriesPath(slug), title, text)),
  ]);
  const found = hits.flatMap(({ kind, thingId }) => shown.get(`${kind} ${thingId}`) ?? []);
  return found.sort((a, b) => Number(isNamedSo(b)) - Number(isNamedSo(a)));
}

/** Before those that only a description tells of. */
const isNamedSo = ({ name }: FoundName) => name.some(({ isMatch }) => isMatch);
