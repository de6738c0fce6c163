import type { PostSummary } from "~/posts/post";
import { PostCard } from "~/posts/view/post-card";
import { FiledUnder } from "./tag-list";

/** A list of posts with their tags. */
export function PostList({ posts, heading }: { posts: PostSummary[]; heading: "h2" | "h3" }) {
  return (
    <ul className="post-list">
      {posts.map((post) => (
        <li key={post.id}>
          <PostCard post={post} heading={heading}>
            {post.tags.length > 0 ? <FiledUnder tags={post.tags} /> : null}
          </PostCard>
        </li>
      ))}
    </ul>
  );
}
