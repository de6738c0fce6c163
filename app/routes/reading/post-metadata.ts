// What the head of a post's page tells programs.

import { commentPath } from "~/comments/comment";
import { citationTags } from "~/posts/metadata/citation-tags";
import { citedPost, citedVersion } from "~/posts/metadata/cited-post";
import { cardTags, linkedData } from "~/posts/metadata/linked-data";
import { firstPicture, type PostRecord } from "~/posts/metadata/post-record";
import type { FiledPost } from "~/posts/post";
import type { ThreadItem } from "~/responses/response";
import { seriesPath } from "~/series/series";
import type { Licence } from "~/site/licence";
import { findSite, type Matches } from "../titles";

interface Shown {
  post: FiledPost;
  licence: Licence | null;
  responses: ThreadItem[];
}

export function postMetadata(args: Matches, shown: Shown) {
  const record = recordOf(args, shown);
  return [...citationTags(record), ...cardTags(record), { "script:ld+json": linkedData(record) }];
}

/** For a version at its fixed address: that is what is cited. */
export const versionMetadata = (
  args: Matches,
  post: FiledPost,
  version: { number: number; createdAt: Date },
) => citationTags(citedVersion(post, findSite(args), version));

function recordOf(args: Matches, { post, licence, responses }: Shown): PostRecord {
  const site = findSite(args);
  const picture = firstPicture(post.html);
  const { summary, editedAt, series, responseCount } = post;
  return {
    ...citedPost(post, site),
    ...{ description: summary, editedAt, responseCount },
    picture: picture && site.url + picture,
    licence: licence?.href ?? null,
    tags: post.tags.map(({ name }) => name),
    series: series && { name: series.title, url: site.url + seriesPath(series.slug) },
    comments: responses.flatMap((response) =>
      response.kind === "comment" && response.placeholder === null
        ? [{ name: response.name, url: site.url + commentPath(response.id), at: response.createdAt }]
        : [],
    ),
  };
}
