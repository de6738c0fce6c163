import { Time } from "~/design/calendar";
import { isPublished, isScheduled, isWithdrawn } from "~/visibility/status";
import { type DraftKind, draftPath } from "../draft";
import type { EditorState } from "./editing";

/** The state of a draft in words: "Draft · saved 30 March 2026, 09:21". */
export function DraftFacts({ state, savedAt }: { state: EditorState; savedAt: Date | null }) {
  return (
    <p className="editor-facts">
      <span data-described={state.draftId === null ? describePrivate(state.kind) : undefined}>
        {describe(state)}
      </span>{" "}
      {state.post && isPublished(state.post) ? (
        <a href={state.post.path}>View the {state.kind}</a>
      ) : state.post?.failedAt ? (
        <strong>
          <PublicationFailed at={state.post.failedAt} />
        </strong>
      ) : state.post && isScheduled(state.post) && state.post.publishedAt ? (
        <span>
          It will be published on <Time at={state.post.publishedAt} style="moment" />.
        </span>
      ) : null}{" "}
      {state.isOut && state.isChanged && state.draftId !== null ? (
        <a href={`${draftPath(state.draftId)}/changes`}>What changed</a>
      ) : null}{" "}
      <span data-saved role="status">
        {savedAt ? (
          <>
            Saved <Time at={savedAt} style="moment" />.
          </>
        ) : null}
      </span>
    </p>
  );
}

/** Also for the script, after its first save. */
const describePrivate = (kind: DraftKind) =>
  kind === "page" ? "A draft. Only editors see it." : "A draft. Only you and the editors see it.";

function describe({ draftId, kind, post, isSubmitted, isChanged, isOpen }: EditorState): string {
  if (isSubmitted)
    return isOpen
      ? "Handed in: it waits for an editor."
      : "Handed in: an editor will read it. To change it, take it back first.";
  if (post && isPublished(post))
    return isChanged ? "Published, with changes that readers don’t see yet." : "Published.";
  if (post && isScheduled(post))
    return isChanged ? "Scheduled, with changes that won’t be published yet." : "Scheduled.";
  if (post && isWithdrawn(post)) return "Withdrawn: readers no longer see it.";
  return draftId === null ? `A new ${kind}. Nothing is saved yet.` : describePrivate(kind);
}

/** Of a scheduled post that has nobody in its byline any more, or that met an error. */
export const PublicationFailed = ({ at }: { at: Date }) => (
  <>
    It couldn’t be published on <Time at={at} style="moment" />. Check who wrote it, then update it.
  </>
);
