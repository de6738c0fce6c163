import { type LinksFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { citePost } from "~/citing/citation";
import { CitePanel } from "~/citing/cite-panel";
import { CiteResponse } from "~/citing/cite-response";
import styles from "~/citing/citing.css?url";
import { findCitedNumber } from "~/comments/cited-comment.server";
import { commentPath } from "~/comments/comment";
import { Time } from "~/design/calendar";
import { Raw } from "~/design/raw";
import { names } from "~/people/view/byline";
import { citationTags } from "~/posts/metadata/citation-tags";
import { citePath } from "~/posts/metadata/cite-paths";
import { postPath, versionPath } from "~/posts/post";
import { postKey } from "~/posts/post.server";
import { findPostVersion } from "~/posts/post-commands.server";
import { PostTitle } from "~/posts/view/post-title";
import { notFound } from "../../not-found";
import { onServer, serverData, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { passingHead } from "../../titles";
import { readNumber } from "../conversation/read-number";
import { getCitedPost } from "./citation-request";

export const handle: PageHandle = { cached: { types: ["text/html"], query: ["version", "response"] } };
export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];
export const meta: MetaFunction = (args) => {
  const data = serverData<typeof loader>(args.data);
  if (!data) return [];
  return [...passingHead(args, `Cite “${data.cited.title}”`), ...citationTags(data.cited)];
};

/** How to cite a post, or the version of it that the address names. With `response`, leads to that response's page. */
export async function loader({ params: { slug = "" }, context }: LoaderFunctionArgs) {
  const { db, query } = context;
  const { post, cited } = await getCitedPost(context, slug, citePath);
  // The first response brings the form by which responses are cited.
  context.addCacheTags(postKey(post.id));
  const number = readNumber(query("response").get("response"));
  if (number !== null) {
    const id = number === undefined ? null : await findCitedNumber(db, post.id, number);
    if (id !== null) throw redirect(citePath(commentPath(id)));
    throw notFound("response with this number", [
      { href: citePath(postPath(post.slug)), title: `Cite “${post.title}”` },
      { href: `${postPath(post.slug)}#responses`, title: "Responses with their numbers" },
    ]);
  }
  return onServer({ post, cited, newest: await findPostVersion(db, post.id) });
}

export default function CitePost() {
  const { post, cited, newest } = useServerData<typeof loader>();
  const path = postPath(post.slug);
  const { version } = cited;
  return (
    <>
      <header className="page-head">
        <p className="kicker">
          {version === null ? "Cite this post" : `Cite version ${version} of this post`}
        </p>
        <h1>
          <PostTitle title={cited.title} language={post.language} />
        </h1>
        <p>
          By <Raw as="span" markup={names(post.writers)} />, <Time at={cited.publishedAt} />.{" "}
          {version === null ? (
            <>
              A post can be edited later. To cite the text as it is now,{" "}
              <a href={citePath(path, newest)} rel="nofollow">
                cite version {newest}
              </a>
              .
            </>
          ) : (
            "This version stays as it is."
          )}
        </p>
        <p className="jump-links">
          <a href={version === null ? path : versionPath(post.slug, version)}>
            {version === null ? "Back to the post" : "Back to this version"}
          </a>
          {version === null ? null : <a href={citePath(path)}>Cite the post instead</a>}
          {post.responseCount > 0 ? <a href="#cite-response">Cite a response</a> : null}
        </p>
      </header>
      <CitePanel citation={citePost(cited)} path={path} />
      {post.responseCount > 0 ? <CiteResponse path={citePath(path)} /> : null}
    </>
  );
}
