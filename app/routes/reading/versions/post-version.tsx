// A version of a post at its fixed address, to be cited: without responses, and out of search engines.

import type { AppLoadContext } from "@remix-run/node";
import { Time } from "~/design/calendar";
import { explainRefusal, statusOfRefusal } from "~/markdown/limits";
import { citePath } from "~/posts/metadata/cite-paths";
import { type FiledPost, historyPath, postPath, versionPath } from "~/posts/post";
import { findPostVersion } from "~/posts/post-commands.server";
import { PostHead, PostText } from "~/posts/view/post-body";
import { formatResponseCount } from "~/posts/view/post-words";
import { readSite } from "~/site/site.server";
import { head, type Matches, NOINDEX } from "../../titles";
import { versionMetadata } from "../post-metadata";
import { getPost } from "../post-request";
import { shownWith } from "../shown";
import { getRevision } from "./version-request";

/** A version of the post, by the number in the address. Throws 404, and 410 for one that was removed. */
export async function readVersion(context: AppLoadContext, slug: string, asked: string) {
  const { db, addCacheTags } = context;
  const post = await getPost(db, slug, (moved) => versionPath(moved, encodeURIComponent(asked)));
  const revision = await getRevision(db, post, asked);
  const { number, createdAt, title } = revision;
  const newest = await findPostVersion(db, post.id);
  const text = number === newest ? post : await renderVersion(context, revision);
  addCacheTags(...shownWith(post));
  const { name: siteName } = await readSite(db);
  return {
    post: { ...post, title, ...text, editedAt: null } satisfies FiledPost,
    ...{ number, newest, createdAt },
    source: { siteName, url: context.siteUrl + versionPath(post.slug, number) },
  };
}

async function renderVersion({ render }: AppLoadContext, { source }: { source: string }) {
  const text = await render(source, { kind: "post", asWritten: true });
  if (!text.ok) throw new Response(explainRefusal(text.reason), { status: statusOfRefusal(text.reason) });
  const { html, outline, wordCount } = text;
  return { html, outline, wordCount };
}

type ShownVersion = Awaited<ReturnType<typeof readVersion>>;

export const versionHead = (args: Matches, { post, number, createdAt }: ShownVersion) => [
  ...head(args, `${post.title} (version ${number})`, postPath(post.slug)),
  NOINDEX,
  ...versionMetadata(args, post, { number, createdAt }),
];

export function PostVersion({ post, number, newest, createdAt, source }: ShownVersion) {
  const now = postPath(post.slug);
  return (
    <article className="post">
      <div className="post-elsewhere">
        <p>
          <strong>
            Version {number} of {newest}
          </strong>
          , published <Time at={createdAt} />.{" "}
          {number === newest ? "This is the newest version." : "This is not the newest version."}
        </p>
        <p>
          <a href={now}>
            {number === newest ? "Read the post with its responses" : "Read the newest version"}
          </a>{" "}
          <a href={historyPath(post.slug)} rel="nofollow">
            All versions
          </a>{" "}
          <a href={citePath(now, number)} rel="nofollow">
            Cite this version
          </a>
        </p>
      </div>
      <PostHead post={post} source={source} hasResponses={false} />
      <PostText post={post} />
      <footer className="post-foot" id="responses">
        <p>
          {post.responseCount > 0 ? (
            <a href={`${now}#responses`}>{formatResponseCount(post.responseCount)}</a>
          ) : (
            <a href={`${now}#respond`}>Leave a reply</a>
          )}{" "}
          to this post, with its newest version.
        </p>
      </footer>
    </article>
  );
}
