import { type HeadersFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { findPostToAnswer } from "~/posts/conversation/post-to-answer.server";
import { postPath } from "~/posts/post";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { SECRET_HEADERS } from "../../secret-headers";
import { passingHead } from "../../titles";
import { readOwnOutcome } from "../outcome";

export const handle: PageHandle = {};
export const meta: MetaFunction = (args) => passingHead(args, "Your reply was deleted");
export const headers: HeadersFunction = () => SECRET_HEADERS;

/** Confirms to a guest that their reply is deleted. The post's page comes from the cache for guests, so it can't; and the page of the
 *  reply is gone. To everybody else, it is the post. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const slug = context.query("post").get("post") ?? "";
  const post = await findPostToAnswer(context.db, slug);
  if (readOwnOutcome(request, context) !== "deleted")
    throw redirect(post ? `${postPath(post.slug)}#responses` : "/", 302);
  return onServer({ post });
}

export default function Deleted() {
  const { post } = useServerData<typeof loader>();
  return (
    <div className="account">
      <header className="page-head">
        <h1>Your reply was deleted</h1>
      </header>
      <p className="form-done" role="status">
        Nobody can read it any more, and its private link leads nowhere now. If there are replies to it, they
        stay.
      </p>
      <ul className="ways-on">
        <li>
          {post ? (
            <a href={`${postPath(post.slug)}#responses`}>
              Back to ‘<bdi lang={post.language ?? undefined}>{post.title}</bdi>’
            </a>
          ) : (
            <a href="/">Home page</a>
          )}
        </li>
      </ul>
    </div>
  );
}
