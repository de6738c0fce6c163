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
      Filed under{" "}
      {tags.map((tag, index) => (
        <Fragment key={tag.slug}>
          {index === 0 ? "" : ", "}
          <a href={tagPath(tag.slug)} rel="tag">
            <bdi>{tag.name}</bdi>
          </a>
        </Fragment>
      ))}
    </span>
  );
}
