import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import {
  findQueuedComment,
  howToApprove,
  listByWriter,
} from "~/comments/moderation/moderated-comments.server";
import { MAX_AT_ONCE } from "~/moderation/actions";
import { Decisions } from "~/moderation/decisions";
import { sealFor } from "~/moderation/disputes/disputes.server";
import { QueueKeys } from "~/moderation/queue-keys";
import { listVerdicts } from "~/moderation/spam/filter.server";
import { may } from "~/people/policy";
import { readRowId } from "~/platform/database/rows/row-id";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { ModeratingFrame } from "../moderating-frame";
import { moderationLinks } from "./moderation-links";
import { QueueItem, TICKED } from "./queue-item";

export const handle: PageHandle = { act: "response.moderate" };
export const links = moderationLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Everything by one writer");

/** The newest comments by the writer of one, all selected, so that one press decides about them. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { db } = context;
  const comment = await findQueuedComment(db, readRowId(params.id) ?? 0);
  if (!comment) throw notFound("response");
  const { personId, guestId, person, guestName } = comment;
  const written = await listByWriter(db, comment, MAX_AT_ONCE);
  const comments = await sealFor(db, { decidesLaw: may(memberOf(context), "report.decide") }, written);
  const verdicts = await listVerdicts(
    db,
    comments.map(({ id }) => id),
  );
  return onServer({
    as: memberOf(context).id,
    name: person?.name ?? guestName ?? "Someone",
    isKnown: personId !== null || guestId !== null,
    who: personId === null ? "guest" : "member",
    comments: comments.map((one) => ({ ...one, approving: howToApprove(one) })),
    verdicts,
  });
}

export default function ByWriter() {
  const { as, name, isKnown, who, comments, verdicts } = useServerData<typeof loader>();
  return (
    <ModeratingFrame page="/moderation" title={`Everything by ${name}`}>
      {isKnown ? (
        <p>
          {comments.length === MAX_AT_ONCE
            ? `The newest ${MAX_AT_ONCE} comments, all selected. After these are decided, earlier ones can follow.`
            : `All comments by this ${who}, all selected.`}{" "}
          {who === "guest"
            ? "These were written with the same browser, or with one for which the same e-mail address was confirmed; other comments with this name may be by the same person. "
            : null}
          Clear what you want to leave as it is. You can undo this.
        </p>
      ) : (
        <p>
          This guest has proved nothing about other comments. A typed name doesn’t prove that other comments
          with it are by the same person, so decide about each by itself.
        </p>
      )}
      <form id={TICKED} method="post" aria-label="Selected comments">
        <As id={as} />
        <Decisions status="" of="the selected comments" />
      </form>
      <QueueKeys />
      <ol className="queue" aria-label={`Comments by ${name}`}>
        {comments.map((comment) => (
          <QueueItem
            key={comment.id}
            as={as}
            comment={comment}
            verdict={verdicts[comment.id]}
            isTicked
            isAlone={false}
          />
        ))}
      </ol>
    </ModeratingFrame>
  );
}
