import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { listWaitingEdits } from "~/comments/editing/held-edits.server";
import { howToApprove, listHeldComments } from "~/comments/moderation/moderated-comments.server";
import { NewerOlder } from "~/design/page-links";
import { countOpenAppeals } from "~/moderation/appeals/appeal.server";
import { AppealsWaiting } from "~/moderation/appeals/appeals-waiting";
import { listHits } from "~/moderation/blocks/block.server";
import { Decisions } from "~/moderation/decisions";
import { sealFor } from "~/moderation/disputes/disputes.server";
import { isHeldByBlock } from "~/moderation/holding";
import { findEntry } from "~/moderation/log/log.server";
import { QueueKeys } from "~/moderation/queue-keys";
import { moderationPath } from "~/moderation/response-ref";
import { listVerdicts } from "~/moderation/spam/filter.server";
import { may } from "~/people/policy";
import { hasHiddenPingbacks } from "~/pingbacks/moderated-pingbacks.server";
import { readPageRequest } from "~/platform/database/paging";
import { readRowId } from "~/platform/database/rows/row-id";
import { responseStatus } from "~/visibility/status";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { ModeratingFrame } from "../moderating-frame";
import { readOrder } from "./moderation-form";
import { moderationLinks } from "./moderation-links";
import { OrderField } from "./order-field";
import { QueueItem, TICKED } from "./queue-item";
import { EDITS_ON_PAGE, toQueuedEdits } from "./queued-edits.server";
import { readSecondLooks, SecondLooks } from "./second-looks";
import { UndoForm } from "./undo-form";
import { WaitingEdit } from "./waiting-edit";

export const handle: PageHandle = { act: "response.moderate" };
export const links: LinksFunction = moderationLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Waiting for a moderator");

/** More wait than anybody counts. */
const MAX_WAITING = 100;

/** Held responses, newest first or oldest first, below those for which a second look is asked; before the first of them,
 *  edits of published ones. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { db } = context;
  const member = memberOf(context);
  const query = context.query("before", "after", "order", "done");
  const order = readOrder(query.get("order"));
  const request = readPageRequest(query);
  const page = request && (await listHeldComments(db, order, request));
  if (!page) throw notFound("page of the queue", [{ href: "/moderation", title: "Waiting for a moderator" }]);
  const reader = { decidesLaw: may(member, "report.decide") };
  const looks = await readSecondLooks(db, reader);
  const apart = new Set(looks.map(({ comment }) => comment?.id));
  const waiting = page.items.filter(({ id }) => !apart.has(id));
  const items = (await sealFor(db, reader, waiting)).map((comment) => ({
    ...comment,
    approving: howToApprove(comment),
  }));
  const ids = page.items.map(({ id }) => id);
  const verdicts = await listVerdicts(db, ids);
  const listed = page.items.filter(isHeldByBlock).map(({ id }) => id);
  const blocks = await listHits(db, listed);
  const isFirst = request.before === undefined && request.after === undefined;
  const edits = isFirst ? await toQueuedEdits(db, await listWaitingEdits(db, EDITS_ON_PAGE)) : [];
  const hasPingbacks = isFirst && (await hasHiddenPingbacks(db));
  const appeals = await countOpenAppeals(db, MAX_WAITING);
  const doneId = readRowId(query.get("done"));
  const done = doneId === null ? null : await findEntry(db, doneId);
  return onServer({
    ...{ as: member.id, order, page: { ...page, items }, verdicts, blocks, looks, appeals, edits },
    hasPingbacks,
    done: done?.personId === member.id ? done : null,
  });
}

export default function Queue() {
  const { as, order, page, verdicts, blocks, looks, appeals, edits, hasPingbacks, done } =
    useServerData<typeof loader>();
  const { items, newer, older } = page;
  const isAlone = items.length + edits.length === 1;
  const inOrder = (request: object | null) => request && { ...request, ...(order === "oldest" && { order }) };
  return (
    <ModeratingFrame page="/moderation" title="Waiting for a moderator">
      {done ? <UndoForm as={as} entry={done} order={order} /> : null}
      <AppealsWaiting count={appeals} />
      <SecondLooks as={as} order={order} looks={looks} verdicts={verdicts} />
      {items.length + edits.length === 0 ? (
        <p>Nothing is waiting. Responses that are held for a moderator appear here.</p>
      ) : (
        <>
          <p className="queue-orders">
            {order === "newest" ? <b>Newest first</b> : <a href="/moderation">Newest first</a>}
            {order === "oldest" ? <b>Oldest first</b> : <a href="/moderation?order=oldest">Oldest first</a>}
          </p>
          <QueueKeys />
          <ol className="queue" aria-label="Responses that wait">
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
              <QueueItem
                key={comment.id}
                as={as}
                comment={comment}
                verdict={verdicts[comment.id]}
                block={blocks[comment.id]}
                order={order}
                isAlone={isAlone}
              />
            ))}
          </ol>
          <form id={TICKED} method="post" aria-label="Selected responses" hidden={isAlone}>
            <As id={as} />
            <OrderField order={order} />
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
