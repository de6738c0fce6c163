import { postPath } from "~/posts/post";
import { PostTitle } from "~/posts/view/post-title";
import { tagPath } from "./tag-list";

interface CountedTag {
  id: number;
  slug: string;
  name: string;
  postCount: number;
}

type Titles = Map<number, { id: number; slug: string; title: string; language: string | null }[]>;

/** Tags with the newest titles of each. */
export const TagTitles = ({ tags, titles }: { tags: CountedTag[]; titles: Titles }) => (
  <div className="tag-titles">
    {tags.map((tag) => (
      <section key={tag.id} aria-labelledby={`tag-${tag.id}`}>
        <h2 id={`tag-${tag.id}`}>
          <a href={tagPath(tag.slug)}>
            <bdi>{tag.name}</bdi>
          </a>{" "}
          <span className="count">{tag.postCount}</span>
        </h2>
        <ul>
          {(titles.get(tag.id) ?? []).map((post) => (
            <li key={post.id}>
              <a href={postPath(post.slug)}>
                <PostTitle {...post} />
              </a>
            </li>
          ))}
        </ul>
      </section>
    ))}
  </div>
);

/** Tags with the number of their posts. */
export const TagIndex = ({ tags }: { tags: CountedTag[] }) => (
  <ul className="tag-index">
    {tags.map((tag) => (
      <li key={tag.id}>
        <a href={tagPath(tag.slug)}>
          <bdi>{tag.name}</bdi>
        </a>{" "}
        <span className="count">{tag.postCount}</span>
      </li>
    ))}
  </ul>
);
