// Rows of responses and their pages, equal to those of replyTo() and responseAdded().

import { RENDER_VERSION } from "~/markdown/version";
import { cutPages, type PlannedResponse } from "./discussion";
import { linkAddresses, textOf } from "./post-rows";
import type { PlannedPost } from "./posts";
import { title } from "./prose";
import { createRandom, type Random } from "./random";
import { LINKS, type Text } from "./texts";

const GUESTS = 400;

/** Every comment of the site, with ids in order of time. */
export function* commentRows(
  discussions: Map<number, PlannedResponse[]>,
  texts: Text[],
  peopleIds: number[],
) {
  const random = createRandom(400);
  const guests = nameGuests(random);
  const comments = [...discussions]
    .flatMap(([postId, responses]) => responses.map((response) => ({ postId, response })))
    .filter(({ response }) => response.pingbackFrom === null)
    .sort((a, b) => a.response.at.getTime() - b.response.at.getTime());
  const ids = new Map(comments.map(({ response }, index) => [response, index + 1]));
  const chooseAuthor = () =>
    random.chance(0.08) ? { ...NO_GUEST, personId: random.pick(peopleIds) } : random.pick(guests);

  for (const { postId, response } of comments) {
    // Neighbours in a discussion have consecutive numbers, and so different texts.
    const text = texts[(postId * 7 + response.number) % texts.length] as Text;
    const parentId = response.parent ? (ids.get(response.parent) as number) : null;
    const id = ids.get(response) as number;
    yield {
      id,
      ...{ postId, parentId, number: response.number, path: response.path },
      status: "approved",
      ...chooseAuthor(),
      source: text.source,
      html: text.html,
      excerpt: text.excerpt,
      renderVersion: RENDER_VERSION,
      idPrefix: `c-${id}-`,
      createdAt: response.at,
      replyCount: response.replies,
    };
  }
}

interface Author {
  personId: number | null;
  guestName: string | null;
  guestEmail: string | null;
  guestSite: string | null;
}

const NO_GUEST = { guestName: null, guestEmail: null, guestSite: null };

function nameGuests(random: Random): Author[] {
  return Array.from({ length: GUESTS }, (_, index) => {
    const guestSite = random.chance(0.2) ? `https://guest-${index}.example.org/` : null;
    return {
      personId: null,
      guestName: title(random, 2),
      guestEmail: `guest-${index}@example.org`,
      guestSite,
    };
  });
}

export function pingbackRows(
  posts: PlannedPost[],
  discussions: Map<number, PlannedResponse[]>,
  texts: Text[],
) {
  const slugs = posts.map((post) => post.slug);
  return [...discussions].flatMap(([postId, responses]) =>
    responses.flatMap(({ pingbackFrom, number, path, at }) => {
      const source = pingbackFrom === null ? undefined : posts[pingbackFrom - 1];
      if (!source) return [];
      const place = linkAddresses(source, slugs).indexOf(`/posts/${slugs[postId - 1]}`);
      const link = textOf(source, texts).links.find((entry) => entry.href === LINKS[place]);
      const sentence = link?.sentence ?? "";
      return [{ postId, sourcePostId: source.id, number, path, status: "approved", sentence, createdAt: at }];
    }),
  );
}

export const pageRows = (discussions: Map<number, PlannedResponse[]>) =>
  [...discussions].flatMap(([postId, responses]) =>
    cutPages(responses.map((response) => response.path)).map((page) => ({ postId, ...page })),
  );
