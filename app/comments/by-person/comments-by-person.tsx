import { Time } from "~/design/calendar";
import { PostTitle } from "~/posts/view/post-title";
import { commentPath } from "../comment";
import type { CommentByPerson } from "./comments-by-person.server";

/** A list of one person's comments, each with its post. */
export function CommentsByPerson({ comments }: { comments: CommentByPerson[] }) {
  return (
    <ul className="comments-by-person">
      {comments.map(({ id, createdAt, excerpt, post }) => (
        <li key={id}>
          <p className="recent-line">
            On{" "}
            <a href={commentPath(id)}>
              <PostTitle {...post} />
            </a>
            , <Time at={createdAt} />
          </p>
          <p className="recent-excerpt" dir="auto">
            {excerpt}
          </p>
        </li>
      ))}
    </ul>
  );
}
