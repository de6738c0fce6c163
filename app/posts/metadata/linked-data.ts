// A post as schema.org has it, as JSON-LD in its page.

import type { CitedPost, RecordedName } from "./cited-post";
import type { PostRecord } from "./post-record";

/** With more, the block would take over 2 kB of what a visitor downloads. The rest is in the page. */
export const MAX_LISTED_COMMENTS = 30;

export function linkedData(post: PostRecord): Record<string, unknown> {
  const { url, title, description, language, publishedAt, editedAt, picture, licence, tags, series } = post;
  return {
    "@context": "https://schema.org",
    "@type": "BlogPosting",
    "@id": url,
    url,
    headline: title,
    ...(description && { description }),
    inLanguage: language,
    author: post.writers.map(author),
    datePublished: publishedAt.toISOString(),
    ...(editedAt && { dateModified: editedAt.toISOString() }),
    ...(picture && { image: picture }),
    ...(licence && { license: licence }),
    ...(tags.length > 0 && { keywords: tags }),
    ...(series && { isPartOf: named("CreativeWorkSeries", series) }),
    publisher: named("Organization", post.site),
    commentCount: post.responseCount,
    comment: post.comments.slice(0, MAX_LISTED_COMMENTS).map(({ name, url, at }) => ({
      "@type": "Comment",
      url,
      author: named("Person", { name }),
      dateCreated: at.toISOString().slice(0, 10),
    })),
  };
}

const author = ({ cited, ...writer }: CitedPost["writers"][number]) => ({
  ...named("Person", writer),
  ...("family" in cited && { familyName: cited.family, givenName: cited.given }),
});

const named = (type: string, { name, url }: RecordedName) => ({ "@type": type, name, ...(url && { url }) });

/** Open Graph (https://ogp.me), for programs that show a card of a link, beside what every page has. */
export const cardTags = ({ publishedAt, editedAt, picture }: PostRecord) => [
  { property: "og:type", content: "article" },
  { property: "article:published_time", content: publishedAt.toISOString() },
  ...(editedAt ? [{ property: "article:modified_time", content: editedAt.toISOString() }] : []),
  ...(picture ? [{ property: "og:image", content: picture }] : []),
];
