import type { QueuedComment } from "~/comments/moderation/moderated-comments.server";
import { type Approving, Decisions } from "~/moderation/decisions";
import { ModeratedComment } from "~/moderation/moderated-response";
import { moderationPath, toField } from "~/moderation/response-ref";
import { As } from "../../session/as";
import type { Order } from "./moderation-form";
import { OrderField } from "./order-field";

/** Form of which the ticks of a list are fields. */
export const TICKED = "ticked";

/** A comment of the queue, with its tick and its buttons. */
export function QueueItem({
  as,
  comment,
  verdict,
  block,
  order = "newest",
  isTicked = false,
  isAlone = false,
}: {
  as: number;
  comment: QueuedComment & { approving: Approving };
  verdict: Parameters<typeof ModeratedComment>[0]["verdict"];
  block?: Parameters<typeof ModeratedComment>[0]["block"];
  order?: Order;
  isTicked?: boolean;
  /** Whether there is nothing to select. */
  isAlone?: boolean;
}) {
  const name = comment.person?.name ?? comment.guestName ?? "someone";
  const field = toField({ kind: "comment", ...comment });
  const path = moderationPath({ kind: "comment", id: comment.id });
  return (
    <li id={`held-${comment.id}`}>
      <div className="queue-tick">
        <input
          type="checkbox"
          hidden={isAlone}
          form={TICKED}
          name="response"
          value={field}
          defaultChecked={isTicked}
          aria-label={`Select the comment by ${name}`}
        />
        <div>
          <ModeratedComment comment={comment} verdict={verdict} block={block} />
        </div>
      </div>
      <form method="post">
        <As id={as} />
        <OrderField order={order} />
        <input type="hidden" name="response" value={field} />
        <Decisions status={comment.status} approving={comment.approving} of={`the comment by ${name}`} />
      </form>
      <p className="moderated-line moderated-more">
        <a href={path}>More about this comment</a>
        {comment.personId === null && comment.guestId === null ? null : (
          <>
            {" · "}
            <a href={`${path}/writer`}>
              Everything by <bdi>{name}</bdi>
            </a>
          </>
        )}
      </p>
    </li>
  );
}
