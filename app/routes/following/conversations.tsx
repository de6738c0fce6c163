import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listMutedIds } from "~/accounts/mute.server";
import { Time } from "~/design/calendar";
import { NewerOlder } from "~/design/page-links";
import { listMutedAmong } from "~/following/preference.server";
import { listOwnConversations } from "~/posts/conversation/own-conversations.server";
import { postPath } from "~/posts/post";
import { PostTitle } from "~/posts/view/post-title";
import { formatResponseCount } from "~/posts/view/post-words";
import { countNewIn } from "~/responses/new-since/new-in-conversations.server";
import type { PageHandle } from "../page-handle";
import { getListPage } from "../reading/list-request";
import { memberOf } from "../session/member";
import { passingHead } from "../titles";
import { FollowingFrame } from "./following-frame";

export const handle: PageHandle = { act: "following.manage" };
export const meta: MetaFunction = (args) => passingHead(args, TITLE);

const PATH = "/conversations";
const TITLE = "Your conversations";

/** The conversations that the member takes part in, the one with the latest response first. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { db } = context;
  const { id, accountId, readMarks } = memberOf(context);
  const list = { path: PATH, title: TITLE, of: "conversations" };
  const page = await getListPage(context, list, (request) => listOwnConversations(db, id, request));
  const reader = { accountId, readerId: id, mutedIds: await listMutedIds(db, accountId) };
  const news = await countNewIn(db, page.items, reader);
  const muted = await listMutedAmong(
    db,
    accountId,
    page.items.map((post) => post.id),
  );
  const items = page.items.map((post) => ({
    ...{ ...post, count: news.get(post.id) ?? 0, isMuted: muted.has(post.id) },
  }));
  return { ...page, items, readMarks };
}

export default function Conversations() {
  const { items, newer, older, readMarks } = useLoaderData<typeof loader>();
  return (
    <FollowingFrame page={PATH} title={TITLE}>
      {items.length === 0 ? (
        <p>
          Nothing yet. Posts that you comment on, and posts of yours with responses, are listed here.{" "}
          <a href="/">Find a post</a> and reply to it.
        </p>
      ) : null}
      {readMarks || items.length === 0 ? null : (
        <p>
          To see here what is new, let <a href="/settings/data">your settings</a> mark new responses.
        </p>
      )}
      <ul className="rows">
        {items.map((post) => (
          <li key={post.id}>
            <div>
              <a href={`${postPath(post.slug)}#responses`}>
                <PostTitle {...post} />
              </a>
              <p className="fact-row field-hint">
                <span>{formatResponseCount(post.responseCount)}</span>{" "}
                <span>
                  last <Time at={new Date(post.respondedAt)} />
                </span>{" "}
                {post.isMuted ? <span>Muted</span> : null}
              </p>
            </div>
            {post.count > 0 ? (
              <a className="new-count" href={`${postPath(post.slug)}/read`} rel="nofollow">
                {post.count.toLocaleString("en")} new
                <span className="spoken"> in “{post.title}”</span>
              </a>
            ) : null}
          </li>
        ))}
      </ul>
      <NewerOlder path={PATH} of="conversations" newer={newer} older={older} />
    </FollowingFrame>
  );
}
