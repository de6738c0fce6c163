// Rows of posts, bylines, tags and months, equal to those of publishPost().

import { RENDER_VERSION } from "~/markdown/version";
import { monthOf } from "~/site/calendar";
import { tagSlug } from "~/tags/tag-name";
import type { PlannedResponse } from "./discussion";
import type { PlannedPost } from "./posts";
import { LINKS, type Text } from "./texts";

/** URLs of a post's two links. The first few posts have no earlier ones and link to the archive. */
export const linkAddresses = (post: PlannedPost, slugs: string[]): string[] =>
  LINKS.map((_, index) => {
    const target = post.linksTo[index];
    return target === undefined ? "/archive" : `/posts/${slugs[target - 1]}`;
  });

export const textOf = (post: PlannedPost, texts: Text[]): Text => texts[post.id % texts.length] as Text;

/** A generator, because all texts of a large site would exceed the memory. */
export function* postRows(
  posts: PlannedPost[],
  texts: Text[],
  series: Map<string, number>,
  discussions: Map<number, PlannedResponse[]>,
  timeZone: string,
) {
  const slugs = posts.map((post) => post.slug);
  for (const post of posts) {
    const text = textOf(post, texts);
    const addresses = linkAddresses(post, slugs);
    const linked = (whole: string) =>
      LINKS.reduce((done, link, index) => done.replaceAll(link, addresses[index] as string), whole);
    const responses = discussions.get(post.id) ?? [];
    yield {
      ...{ id: post.id, slug: post.slug, title: post.title, status: "published" },
      summary: text.excerpt,
      source: linked(text.source),
      seriesId: post.series ? (series.get(post.series.slug) as number) : null,
      part: post.series?.part ?? null,
      createdAt: post.publishedAt,
      updatedAt: post.publishedAt,
      publishedAt: post.publishedAt,
      month: monthOf(post.publishedAt, timeZone),
      html: linked(text.html),
      excerpt: text.excerpt,
      outline: JSON.stringify(text.outline),
      wordCount: text.wordCount,
      renderVersion: RENDER_VERSION,
      version: 1,
      responseCount: responses.length,
      responseNumber: responses.length,
      respondedAt: newestOf(responses),
    };
  }
}

function newestOf(responses: PlannedResponse[]): Date | null {
  const times = responses.map(({ at }) => at.getTime());
  return times.length === 0 ? null : new Date(times.reduce((one, other) => Math.max(one, other)));
}

/** What those texts link to. */
export function* linkRows(posts: PlannedPost[], texts: Text[]) {
  const slugs = posts.map((post) => post.slug);
  for (const post of posts) {
    const addresses = linkAddresses(post, slugs);
    for (const [position, { href, sentence }] of textOf(post, texts).links.entries()) {
      const place = (LINKS as readonly string[]).indexOf(href);
      const targetPostId = place < 0 ? null : (post.linksTo[place] ?? null);
      yield { postId: post.id, position, href: addresses[place] ?? href, sentence, targetPostId };
    }
  }
}

export const bylineRows = (posts: PlannedPost[], people: Map<string, number>) =>
  posts.flatMap(({ id: postId, writers, publishedAt }) =>
    writers.map((handle, position) => ({
      ...{ postId, personId: people.get(handle) as number, role: "writer", position, publishedAt },
    })),
  );

export function tagRows(posts: PlannedPost[]) {
  const counts = new Map<string, number>();
  for (const name of posts.flatMap((post) => post.tags)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, postCount], index) => ({
    ...{ id: index + 1, slug: tagSlug(name), name, postCount },
  }));
}

export function postTagRows(posts: PlannedPost[], tags: { id: number; name: string }[]) {
  const ids = new Map(tags.map((tag) => [tag.name, tag.id]));
  return posts.flatMap(({ id: postId, tags: names, publishedAt }) =>
    names.map((name, position) => ({ postId, tagId: ids.get(name) as number, position, publishedAt })),
  );
}
