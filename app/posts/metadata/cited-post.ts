// A post as programs and people cite it.

import { type CitedName, citedNameOf } from "~/people/cited-name/cited-name";
import { pageOf } from "~/people/person";
import { type FiledPost, postPath, versionPath } from "../post";

/** A person, or an organisation that writes under its name. */
export interface RecordedName {
  name: string;
  url?: string;
}

export interface RecordedSite extends RecordedName {
  url: string;
  language: string;
  timeZone: string;
}

export interface CitedPost {
  slug: string;
  /** Absolute, as are all addresses here. */
  url: string;
  title: string;
  language: string;
  /** As the byline names them. */
  writers: (RecordedName & { cited: CitedName })[];
  publishedAt: Date;
  /** Of a version at its fixed address; null for the post itself. */
  version: number | null;
  site: RecordedSite;
}

export function citedPost(post: FiledPost, site: RecordedSite): CitedPost {
  const { slug, title, publishedAt } = post;
  return {
    ...{ slug, title, publishedAt, site },
    url: site.url + postPath(slug),
    language: post.language ?? site.language,
    writers: post.writers.map((writer) => {
      const page = pageOf(writer);
      return { name: writer.name, ...(page && { url: site.url + page }), cited: citedNameOf(writer) };
    }),
    version: null,
  };
}

export const citedVersion = (
  post: FiledPost,
  site: RecordedSite,
  { number, createdAt }: { number: number; createdAt: Date },
): CitedPost => ({
  ...citedPost(post, site),
  ...{ url: site.url + versionPath(post.slug, number), publishedAt: createdAt, version: number },
});
