import type { HeldEdit } from "~/comments/editing/held-edits.server";
import type { QueuedComment } from "~/comments/moderation/moderated-comments.server";
import { Time } from "~/design/calendar";
import type { EditPicture } from "~/media/visibility/edit-pictures.server";
import type { Comparison } from "~/revisions/comparison";
import { ComparisonView } from "~/revisions/comparison-view";
import { HELD_FOR, type HeldFor } from "../holding";
import { PostLink, Writer } from "../moderated-response";
import { VerdictNote } from "../spam/verdict-note";

/** An edit that waits, as moderators see it. */
export interface QueuedEdit extends Pick<HeldEdit, "id" | "status" | "heldFor" | "createdAt"> {
  comment: QueuedComment;
  comparison: Comparison;
  pictures: EditPicture[];
  verdict?: Parameters<typeof VerdictNote>[0] | undefined;
}

/** Whose comment an edit changes, why it waits, and what it changes of the published text. */
export const HeldEditView = ({ edit }: { edit: QueuedEdit }) => (
  <>
    <p className="moderated-line">
      An edit of a published comment by <Writer comment={edit.comment} /> on{" "}
      <PostLink post={edit.comment.post} />
      {", "}
      <Time at={edit.createdAt} style="moment" />
    </p>
    <p className="moderated-why">{HELD_FOR[edit.heldFor as HeldFor]} Readers see the text before it.</p>
    {edit.verdict ? <VerdictNote {...edit.verdict} /> : null}
    <ComparisonView comparison={edit.comparison} />
    {edit.pictures.length > 0 ? (
      <p className="edit-pictures">
        {edit.pictures.map(({ address, alt, ...shown }) => (
          <a key={address} href={address}>
            <img {...shown} alt={alt || "A picture without alternative text"} loading="lazy" />
          </a>
        ))}
      </p>
    ) : null}
  </>
);

/** Buttons of a form that has the edit. Refusing first opens a page that asks for the reason. */
export const EditDecisions = ({ of }: { /** For screen readers. */ of?: string }) => (
  <p className="decisions">
    <button type="submit" formAction="/moderation/approve" aria-label={of && `Approve ${of}`}>
      Approve edit
    </button>
    <button
      type="submit"
      className="quiet danger"
      formAction="/moderation/remove"
      formMethod="get"
      aria-label={of && `Refuse ${of}`}
    >
      Refuse edit…
    </button>
  </p>
);
