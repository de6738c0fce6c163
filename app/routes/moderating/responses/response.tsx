import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { commentPath } from "~/comments/comment";
import { findQueuedComment, howToApprove } from "~/comments/moderated-comments.server";
import { listHits } from "~/moderation/blocks/block.server";
import { Decisions } from "~/moderation/decisions";
import { listEntries } from "~/moderation/log.server";
import { LogEntry } from "~/moderation/log-entry";
import { ModeratedPingback } from "~/moderation/moderated-pingback";
import { ModeratedComment, placeOf } from "~/moderation/moderated-response";
import { type ResponseRef, toField } from "~/moderation/response-ref";
import { listVerdicts } from "~/moderation/spam/filter.server";
import { may } from "~/people/policy";
import { findQueuedPingback } from "~/pingbacks/moderated-pingbacks.server";
import { readRowId } from "~/platform/database/row-id";
import { isApproved } from "~/visibility/status";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { BlockLinks } from "../blocks/block-links";
import { ModeratingFrame } from "../moderating-frame";
import { moderationLinks } from "./moderation-links";

export const handle: PageHandle = { act: "response.moderate" };
export const links = moderationLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Response");

/** One response in any state, and what moderators did to it. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { db } = context;
  const member = memberOf(context);
  const id = readRowId(params.id) ?? 0;
  const kind: ResponseRef["kind"] = new URL(request.url).pathname.startsWith("/moderation/comments/")
    ? "comment"
    : "pingback";
  const comment = kind === "comment" ? await findQueuedComment(db, id) : null;
  const pingback = kind === "pingback" ? await findQueuedPingback(db, id) : null;
  const response = comment ?? pingback;
  if (!response) throw notFound("response");
  const ownerIds = comment ? [comment.personId ?? 0] : (pingback?.ownerIds ?? []);
  const mayDecide = may(member, "response.moderate", { ownerIds });
  const field = toField({ kind, id, status: response.status });
  const verdicts = comment ? await listVerdicts(db, [id]) : {};
  const entries = await listEntries(db, { kind, id });
  const { status } = response;
  return onServer({
    as: member.id,
    comment,
    pingback,
    status,
    verdict: verdicts[id],
    block: comment ? (await listHits(db, [id]))[id] : undefined,
    field,
    mayDecide,
    approving: comment ? howToApprove(comment) : undefined,
    entries,
  });
}

export default function ModeratedResponse() {
  const { as, comment, pingback, status, verdict, block, field, mayDecide, approving, entries } =
    useServerData<typeof loader>();
  return (
    <ModeratingFrame page="/moderation" title={`${comment ? "Comment" : "Pingback"}, ${status}`}>
      <div className="moderated">
        {comment ? <ModeratedComment comment={comment} verdict={verdict} block={block} /> : null}
        {pingback ? <ModeratedPingback pingback={pingback} /> : null}
      </div>
      {comment ? <p>{placeOf(comment)}</p> : null}
      {comment && isApproved(comment) ? (
        <p>
          <a href={`${commentPath(comment.id)}/lock`}>Lock this branch of the conversation</a>
        </p>
      ) : null}
      {mayDecide ? (
        <form method="post">
          <As id={as} />
          <input type="hidden" name="response" value={field} />
          <Decisions status={status} approving={approving} />
        </form>
      ) : (
        <p>It is your own. Another moderator decides about it.</p>
      )}
      {comment && mayDecide ? <BlockLinks comment={comment} /> : null}
      <h2>What moderators did</h2>
      {entries.length === 0 ? (
        <p>Nothing so far.</p>
      ) : (
        <ol className="log-entries">
          {entries.map((entry) => (
            <LogEntry key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
    </ModeratingFrame>
  );
}
