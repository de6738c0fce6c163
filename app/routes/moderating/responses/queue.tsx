import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { listWaitingEdits } from "~/comments/editing/held-edits.server";
import { howToApprove, listHeldComments } from "~/comments/moderated-comments.server";
import { NewerOlder } from "~/design/page-links";
import { countOpenAppeals } from "~/moderation/appeals/appeal.server";
import { AppealsWaiting } from "~/moderation/appeals/appeals-waiting";
import { listHits } from "~/moderation/blocks/block.server";
import { Decisions } from "~/moderation/decisions";
import { findEntry } from "~/moderation/log.server";
import { ModeratedComment } from "~/moderation/moderated-response";
import { moderationPath, toField } from "~/moderation/response-ref";
import { listVerdicts } from "~/moderation/spam/filter.server";
import { hasHiddenPingbacks } from "~/pingbacks/moderated-pingbacks.server";
import { readPageRequest } from "~/platform/database/paging";
import { readRowId } from "~/platform/database/row-id";
import { responseStatus } from "~/visibility/status";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { ModeratingFrame } from "../moderating-frame";
import { moderationLinks } from "./moderation-links";
import { EDITS_ON_PAGE, toQueuedEdits } from "./queued-edits.server";
import { UndoForm } from "./undo-form";
import { WaitingEdit } from "./waiting-edit";

export const handle: PageHandle = { act: "response.moderate" };
export const links: LinksFunction = moderationLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Waiting for a moderator");

/** More wait than anybody counts. */
const MAX_WAITING = 100;

/** Held responses, newest first or oldest first; before the first of them, edits of published ones. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { db } = context;
  const member = memberOf(context);
  const query = context.query("before", "after", "order", "done");
  const order = query.get("order") === "oldest" ? "oldest" : "newest";
  const request = readPageRequest(query);
  const page = request && (await listHeldComments(db, order, request));
  if (!page) throw notFound("page of the queue", [{ href: "/moderation", title: "Waiting for a moderator" }]);
  const ids = page.items.map(({ id }) => id);
  const verdicts = await listVerdicts(db, ids);
  const blocks = await listHits(db, ids);
  const isFirst = request.before === undefined && request.after === undefined;
  const edits = isFirst ? await toQueuedEdits(db, await listWaitingEdits(db, EDITS_ON_PAGE)) : [];
  const hasPingbacks = isFirst && (await hasHiddenPingbacks(db));
  const done = await findEntry(db, readRowId(query.get("done")) ?? 0);
  const items = page.items.map((comment) => ({ ...comment, approving: howToApprove(comment) }));
  const appeals = await countOpenAppeals(db, MAX_WAITING);
  return onServer({
    ...{ as: member.id, order, page: { ...page, items }, verdicts, blocks, appeals, edits, hasPingbacks },
    done: done?.personId === member.id ? done : null,
  });
}

export default function Queue() {
  const { as, order, page, verdicts, blocks, appeals, edits, hasPingbacks, done } =
    useServerData<typeof loader>();
  const { items, newer, older } = page;
  const isAlone = items.length + edits.length === 1;
  const inOrder = (request: object | null) => request && { ...request, ...(order === "oldest" && { order }) };
  return (
    <ModeratingFrame page="/moderation" title="Waiting for a moderator">
      {done ? <UndoForm as={as} entry={done} /> : null}
      <AppealsWaiting count={appeals} />
      {items.length + edits.length === 0 ? (
        <p>Nothing is waiting. Responses that are held for a moderator appear here.</p>
      ) : (
        <>
          <p className="queue-orders">
            {order === "newest" ? <b>Newest first</b> : <a href="/moderation">Newest first</a>}
            {order === "oldest" ? <b>Oldest first</b> : <a href="/moderation?order=oldest">Oldest first</a>}
          </p>
          <ol className="queue">
            {edits.map((edit) => (
              <li key={`edit-${edit.id}`} id={`edit-${edit.id}`}>
                <WaitingEdit edit={edit} as={as} isAlone={isAlone} />
                <p className="moderated-line moderated-more">
                  <a href={moderationPath({ kind: "comment", id: edit.comment.id })}>
                    More about this comment
                  </a>
                </p>
              </li>
            ))}
            {items.map((comment) => (
              <li key={comment.id} id={`held-${comment.id}`}>
                <div className="queue-tick">
                  <input
                    type="checkbox"
                    hidden={isAlone}
                    form="ticked"
                    name="response"
                    value={toField({ kind: "comment", ...comment })}
                    aria-label={`Select the comment by ${comment.person?.name ?? comment.guestName}`}
                  />
                  <div>
                    <ModeratedComment
                      comment={comment}
                      verdict={verdicts[comment.id]}
                      block={blocks[comment.id]}
                    />
                  </div>
                </div>
                <form method="post">
                  <As id={as} />
                  <input type="hidden" name="response" value={toField({ kind: "comment", ...comment })} />
                  <Decisions
                    status={comment.status}
                    approving={comment.approving}
                    of={`the comment by ${comment.person?.name ?? comment.guestName}`}
                  />
                </form>
                <p className="moderated-line moderated-more">
                  <a href={moderationPath({ kind: "comment", id: comment.id })}>More about this comment</a>
                </p>
              </li>
            ))}
          </ol>
          <form id="ticked" method="post" aria-label="Selected responses" hidden={isAlone}>
            <As id={as} />
            <h2>Selected responses</h2>
            <Decisions status={responseStatus.held} of="the selected responses" />
          </form>
        </>
      )}
      {hasPingbacks ? (
        <p className="moderated-line">
          <a href="/moderation/pingbacks">Pingbacks that are held or hidden</a>
        </p>
      ) : null}
      <NewerOlder path="/moderation" newer={inOrder(newer)} older={inOrder(older)} of="responses" />
    </ModeratingFrame>
  );
}
