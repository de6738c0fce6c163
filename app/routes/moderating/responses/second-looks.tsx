import { howToApprove, listQueuedComments } from "~/comments/moderation/moderated-comments.server";
import { Decisions } from "~/moderation/decisions";
import { sealFor } from "~/moderation/disputes/disputes.server";
import { ModeratedPingback } from "~/moderation/moderated-pingback";
import { ModeratedComment } from "~/moderation/moderated-response";
import { moderationPath, type ResponseRef, toField } from "~/moderation/response-ref";
import { listSecondLooks } from "~/moderation/second-look/second-look.server";
import { SecondLookNote } from "~/moderation/second-look/second-look-note";
import { listQueuedPingbacks } from "~/pingbacks/moderated-pingbacks.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { As } from "../../session/as";
import type { Order } from "./moderation-form";
import { OrderField } from "./order-field";

/** The responses for which a second look is asked, oldest request first. */
export async function readSecondLooks(db: DatabaseClient, reader: { decidesLaw: boolean }) {
  const looks = await listSecondLooks(db);
  const commentIds = looks.flatMap(({ commentId }) => commentId ?? []);
  const comments = await sealFor(db, reader, await listQueuedComments(db, commentIds));
  const pingbacks = await listQueuedPingbacks(
    db,
    looks.flatMap(({ pingbackId }) => pingbackId ?? []),
  );
  return looks.map((look) => ({
    ...look,
    comment: comments.find(({ id }) => id === look.commentId) ?? null,
    pingback: pingbacks.find(({ id }) => id === look.pingbackId) ?? null,
  }));
}

export const SecondLooks = ({
  as,
  order,
  looks,
  verdicts,
}: {
  as: number;
  order: Order;
  looks: Awaited<ReturnType<typeof readSecondLooks>>;
  verdicts: Record<number, Parameters<typeof ModeratedComment>[0]["verdict"]>;
}) =>
  looks.length === 0 ? null : (
    <section aria-labelledby="looks-title">
      <h2 id="looks-title">A second look is asked for</h2>
      <ol className="queue">
        {looks.map((look) => {
          const { comment, pingback } = look;
          const shown = comment ?? pingback;
          if (!shown) return null;
          const ref: ResponseRef = { kind: comment ? "comment" : "pingback", id: shown.id };
          const path = moderationPath(ref);
          return (
            <li key={look.id}>
              <SecondLookNote look={look} />
              {comment ? <ModeratedComment comment={comment} verdict={verdicts[comment.id]} /> : null}
              {pingback ? <ModeratedPingback pingback={pingback} /> : null}
              <form method="post">
                <As id={as} />
                <OrderField order={order} />
                <input type="hidden" name="response" value={toField({ ...ref, status: shown.status })} />
                <Decisions
                  status={shown.status}
                  of={`${ref.kind} ${ref.id}`}
                  approving={comment ? howToApprove(comment) : undefined}
                />
              </form>
              <form method="post" action={`${path}/looked`} className="decisions">
                <As id={as} />
                <button type="submit" className="quiet">
                  {look.personId === as ? "Take your question back" : "Leave it as it is"}
                </button>
              </form>
              <p className="moderated-line moderated-more">
                <a href={path}>More about this {ref.kind}</a>
              </p>
            </li>
          );
        })}
      </ol>
    </section>
  );
