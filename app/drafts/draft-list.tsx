import type { ReactNode } from "react";
import { Time } from "~/design/calendar";
import { pagePath } from "~/pages/page";
import { postPath } from "~/posts/post";
import { isPublished, isScheduled, isSubmitted, isWithdrawn } from "~/visibility/status";
import { draftPath } from "./draft";
import { BIN_DAYS } from "./draft.schema";
import type { ListedDraft } from "./draft.server";
import { PublicationFailed } from "./editor/draft-facts";

/** Drafts with their state; those in the bin can be restored by the member `as`. */
export const DraftList = ({
  drafts,
  doneId,
  as,
  found,
}: {
  drafts: ListedDraft[];
  /** The draft of which something has just been done. */
  doneId: number | null;
  as?: number;
  /** Of a search: where the words stand. */
  found?: (id: number) => { title: ReactNode; snippet: ReactNode };
}) => (
  <ul className="drafts-list">
    {drafts.map((draft) => (
      <li key={draft.id} className={draft.id === doneId ? "form-done" : undefined}>
        <a href={draftPath(draft.id)} dir="auto">
          {draft.title.trim() ? (found?.(draft.id).title ?? draft.title.trim()) : "Untitled"}
        </a>
        {found?.(draft.id).snippet}
        <p>
          {draft.kind === "page" ? "Page. " : null}
          <State draft={draft} /> Saved <Time at={draft.savedAt} style="moment" />
          {draft.savedBy ? (
            <>
              {" "}
              by <bdi>{draft.savedBy.name}</bdi>
            </>
          ) : null}
          .{draft._count.copies > 0 ? " It was also changed elsewhere: both texts are kept." : null}
        </p>
        {as !== undefined && draft.binnedAt ? (
          <form method="post" action={`${draftPath(draft.id)}/restore`}>
            <input type="hidden" name="as" value={as} />
            <button type="submit" className="quiet">
              Restore
            </button>
          </form>
        ) : null}
      </li>
    ))}
  </ul>
);

function State({
  draft: { status, post, page, binnedAt, submittedAt, owner, version, postedVersion },
}: {
  draft: ListedDraft;
}) {
  if (binnedAt)
    return (
      <>
        It is deleted {BIN_DAYS} days after <Time at={binnedAt} />.
      </>
    );
  if (isSubmitted({ status }) && submittedAt)
    return (
      <>
        Handed in
        {owner ? (
          <>
            {" "}
            by <bdi>{owner.name}</bdi>
          </>
        ) : null}{" "}
        on <Time at={submittedAt} style="moment" />.
      </>
    );
  const changes = version === postedVersion ? "" : " It has changes that readers don’t see yet.";
  if (page && isPublished(page))
    return (
      <>
        <a href={pagePath(page.slug)}>Published</a>.{changes}
      </>
    );
  if (post && isPublished(post) && post.publishedAt)
    return (
      <>
        <a href={postPath(post.slug)}>Published</a> <Time at={post.publishedAt} />.{changes}
      </>
    );
  if (post?.failedAt)
    return (
      <strong>
        <PublicationFailed at={post.failedAt} />
      </strong>
    );
  if (post && isScheduled(post) && post.publishedAt)
    return (
      <>
        Scheduled for <Time at={post.publishedAt} style="moment" />.{changes}
      </>
    );
  const posted = post ?? page;
  return <>{posted && isWithdrawn(posted) ? "Withdrawn." : "Draft."}</>;
}
