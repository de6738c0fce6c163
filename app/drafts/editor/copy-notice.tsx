import { Time } from "~/design/calendar";
import { draftPath } from "../draft";

interface CopyNoticeProps {
  draftId: number;
  /** The copies beside the draft. */
  copies: { id: number }[];
  /** The copy to which the text went that the viewer has just sent. */
  copiedId: number | null;
  /** The last save of the draft. */
  savedAt: Date | null;
  /** Null for the viewer, on another page or device. */
  savedBy: string | null;
}

/** Says above the editor that another text is kept beside the draft. */
export function CopyNotice({ draftId, copies, copiedId, savedAt, savedBy }: CopyNoticeProps) {
  const path = `${draftPath(draftId)}/copies`;
  if (copies.length === 0) return null;
  if (!copies.some(({ id }) => id === copiedId))
    return (
      <p className="form-warning">
        This text was also changed elsewhere, and both texts are kept. <a href={path}>Compare them</a>
      </p>
    );
  return (
    <div className="form-warning" role="alert">
      <p>
        <strong>The text that you have just sent is saved as a copy.</strong>{" "}
        {savedBy ? <bdi>{savedBy}</bdi> : "You, on another page or device,"} had saved this draft in the
        meantime
        {savedAt ? (
          <>
            {" "}
            (<Time at={savedAt} style="moment" />)
          </>
        ) : null}
        , and the editor below shows that text. Both are kept.
      </p>
      <p>
        <a href={`${path}?copy=${copiedId}`}>Compare the two texts</a>
      </p>
    </div>
  );
}
