import type { ReactNode } from "react";
import { type PostSummary, postPath } from "~/posts/post";
import { PostTitle } from "~/posts/view/post-title";
import { head, type Matches, NOINDEX } from "../../titles";

interface ConversationHeadProps {
  post: Pick<PostSummary, "slug" | "title" | "language">;
  title: string;
  /** Links to where else one can read. */
  children?: ReactNode;
}

/** The head of a page with responses and without their post. */
export const ConversationHead = ({ post, title, children }: ConversationHeadProps) => (
  <header className="page-head">
    <p className="kicker">
      <a href={postPath(post.slug)}>
        <PostTitle {...post} />
      </a>
    </p>
    <h1>{title}</h1>
    {children ? <p className="jump-links">{children}</p> : null}
  </header>
);

/** Search engines find these words on the post's page. */
export const conversationHead = (args: Matches, title: string, slug: string) => [
  ...head(args, title, postPath(slug)),
  NOINDEX,
];
