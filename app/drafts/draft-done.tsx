import type { ReactNode } from "react";
import { Time } from "~/design/calendar";
import { isPublished, isScheduled, isSubmitted, isWithdrawn } from "~/visibility/status";
import { draftPath } from "./draft";
import { BIN_DAYS } from "./draft.schema";
import type { Draft } from "./draft.server";

/** Says after an act what a draft is now, and how to undo it. */
export function DraftDone({
  draft,
  as,
  mayWithdraw,
}: {
  draft: Draft;
  as: number;
  /** Whether the viewer may withdraw or unschedule it. */
  mayWithdraw: boolean;
}) {
  return (
    <div className="form-done" role="status">
      <p>
        <bdi>{draft.text.title.trim() ? `“${draft.text.title.trim()}”` : "The draft"}</bdi>{" "}
        {describe(draft, { mayWithdraw, isOwn: draft.ownerIds.includes(as) })}
      </p>
      {draft.binnedAt ? (
        <form method="post" action={`${draftPath(draft.id)}/restore`}>
          <input type="hidden" name="as" value={as} />
          <button type="submit" className="quiet">
            Restore
          </button>
        </form>
      ) : null}
    </div>
  );
}

function describe(
  { id, kind, posted, status, binnedAt }: Draft,
  { mayWithdraw, isOwn }: { mayWithdraw: boolean; isOwn: boolean },
): ReactNode {
  const here = draftPath(id);
  if (binnedAt) return <>is in the bin. It is deleted after {BIN_DAYS} days.</>;
  if (isSubmitted({ status })) return "is handed in.";
  if (posted && isPublished(posted))
    return (
      <>
        is published. <a href={posted.path}>View the {kind}</a>
        {mayWithdraw ? (
          <>
            {" "}
            or <a href={`${here}/withdraw`}>withdraw it</a>
          </>
        ) : null}
        .
      </>
    );
  if (posted && isScheduled(posted) && posted.publishedAt)
    return (
      <>
        will be published on <Time at={posted.publishedAt} style="moment" />.{" "}
        {mayWithdraw ? (
          <>
            <a href={`${here}/publish`}>Choose another time</a> or{" "}
            <a href={`${here}/withdraw`}>unschedule it</a>.
          </>
        ) : null}
      </>
    );
  if (posted && isWithdrawn(posted))
    return (
      <>
        is withdrawn: readers no longer see it. To publish it again, <a href={here}>open it</a>.
      </>
    );
  return (
    <>
      {isOwn
        ? kind === "page"
          ? "is a draft that only editors see."
          : "is a draft that only you and the editors see."
        : "is a draft again, and its writer goes on with it."}{" "}
      <a href={here}>Open it</a>.
    </>
  );
}
