import type { PostSummary } from "~/posts/post";
import { PostCard } from "~/posts/post-card";
import { FiledUnder } from "./tag-list";

/** A list of posts, each with where it is filed. */
export function PostList({ posts }: { posts: PostSummary[] }) {
  return (
    <ul className="post-list">
      {posts.map((post) => (
        <li key={post.id}>
          <PostCard post={post}>{post.tags.length > 0 ? <FiledUnder tags={post.tags} /> : null}</PostCard>
        </li>
      ))}
    </ul>
  );
}
