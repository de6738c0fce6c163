import { ACCEPTED_PICTURES, MAX_UPLOAD_BYTES } from "~/media/media.schema";
import { MAX_PICTURES } from "../comment.schema";

/** What the form of a response needs for pictures. */
export interface ReplyPictures {
  /** Address of the script that takes them by picker, paste and drop. */
  script: string;
}

/** The button that adds a picture: it sends the form to `action`, a page with a file field. The script opens the picker instead. */
export const PictureButton = ({ script, action }: ReplyPictures & { action: string }) => (
  <>
    <button
      type="submit"
      className="quiet reply-picture"
      formAction={action}
      data-accept={ACCEPTED_PICTURES}
      data-max-bytes={MAX_UPLOAD_BYTES}
      data-most={MAX_PICTURES}
    >
      Add a picture
    </button>
    <script type="module" src={script} />
  </>
);
