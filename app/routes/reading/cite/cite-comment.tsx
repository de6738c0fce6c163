import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { asPost, citeComment } from "~/citing/citation";
import { CitePanel } from "~/citing/cite-panel";
import styles from "~/citing/citing.css?url";
import { commentPath } from "~/comments/comment";
import { Time } from "~/design/calendar";
import { ONE_PAGE } from "~/platform/http/request/route-rules";
import { citationTags } from "~/posts/metadata/citation-tags";
import { citePath } from "~/posts/metadata/cite-paths";
import { postPath } from "~/posts/post";
import { PostTitle } from "~/posts/view/post-title";
import { onServer, serverData, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { passingHead } from "../../titles";
import { getCitedComment } from "./citation-request";

export const handle: PageHandle = { cached: ONE_PAGE };
export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];
export const meta: MetaFunction = (args) => {
  const data = serverData<typeof loader>(args.data);
  if (!data) return [];
  const { comment, cited } = data;
  const title = `Cite response ${comment.number} to “${cited.title}”`;
  return [...passingHead(args, title), ...citationTags(asPost(comment, cited))];
};

/** How to cite a comment. */
export const loader = async ({ params: { id }, context }: LoaderFunctionArgs) =>
  onServer(await getCitedComment(context, id));

export default function CiteComment() {
  const { comment, post, cited } = useServerData<typeof loader>();
  const path = commentPath(comment.id);
  return (
    <>
      <header className="page-head">
        <p className="kicker">
          <a href={postPath(post.slug)}>
            <PostTitle {...post} />
          </a>
        </p>
        <h1>Cite response {comment.number}</h1>
        <p>
          By <bdi>{comment.name}</bdi>, <Time at={comment.createdAt} />.
        </p>
        <p className="jump-links">
          <a href={path}>In the conversation</a>
          <a href={citePath(postPath(post.slug))}>Cite the post instead</a>
        </p>
      </header>
      <CitePanel citation={citeComment(comment, cited)} path={path} />
    </>
  );
}
