import { ACCEPTED_FILES, MAX_UPLOAD_BYTES } from "~/media/media.schema";
import { draftPath } from "../draft";
import type { EditorState } from "./editing";

/** The buttons of the editor's form. Each first saves the text, then does what it says. */
export function EditorButtons({ state }: { state: EditorState }) {
  const { draftId, post, isOpen, isOut, isSubmitted, maySubmit, mayPublish, mayReview } = state;
  const begun = draftId === null ? "/write/new" : draftPath(draftId);
  return (
    <p className="form-buttons editor-buttons">
      {isOpen ? (
        <button type="submit" className={mayPublish || maySubmit ? "quiet" : undefined}>
          {post ? "Save changes" : "Save draft"}
        </button>
      ) : null}
      {isOpen ? (
        <button type="submit" className="quiet" formAction={`${draftPath(draftId)}?then=preview`}>
          Preview
        </button>
      ) : null}
      {isOpen ? (
        // The script has a button of its own, which reads here what the site accepts.
        <button
          type="submit"
          className="quiet"
          formAction={`${begun}/picture`}
          data-accept={ACCEPTED_FILES}
          data-max-bytes={MAX_UPLOAD_BYTES}
        >
          Add a picture or PDF
        </button>
      ) : null}
      {isOpen && mayPublish ? (
        <button type="submit" formAction={`${begun}/ready`}>
          {isOut ? "Update…" : "Publish…"}
        </button>
      ) : null}
      {isOpen && maySubmit && !mayPublish && !isSubmitted ? (
        <button type="submit" formAction={`${begun}/submit`}>
          Hand in
        </button>
      ) : null}
      {isSubmitted && isOpen && mayReview ? (
        <button type="submit" className="quiet" formAction={`${begun}/ready?to=return`}>
          Return…
        </button>
      ) : null}
      {isSubmitted && maySubmit ? (
        <button type="submit" className="quiet" formAction={`${begun}/take-back`}>
          Take back
        </button>
      ) : null}
    </p>
  );
}
