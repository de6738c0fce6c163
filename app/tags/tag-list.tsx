import { Fragment } from "react";

export interface TagName {
  slug: string;
  name: string;
}

export const tagPath = (slug: string) => `/tags/${slug}`;

/** "Filed under" and the tags of a post. Renders nothing without tags. */
export function FiledUnder({ tags }: { tags: TagName[] }) {
  if (tags.length === 0) return null;
  return (
    <span className="filed-under">
      Filed under <TagLinks tags={tags} rel="tag" />
    </span>
  );
}

/** "Often filed together with" and the tags that posts of a tag have beside it. Renders nothing without any. */
export function Neighbours({ tags }: { tags: TagName[] }) {
  if (tags.length === 0) return null;
  return (
    <p className="card-line">
      Often filed together with <TagLinks tags={tags} />
    </p>
  );
}

const TagLinks = ({ tags, rel }: { tags: TagName[]; rel?: string }) =>
  tags.map((tag, index) => (
    <Fragment key={tag.slug}>
      {index === 0 ? "" : ", "}
      <a href={tagPath(tag.slug)} rel={rel}>
        <bdi>{tag.name}</bdi>
      </a>
    </Fragment>
  ));
