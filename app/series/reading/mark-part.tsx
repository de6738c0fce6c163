import { MARK, UNMARK } from "./progress";

interface Marking {
  postId: number;
  /** A member who turned this on, and whether they marked the part; null for a guest. */
  member: { id: number; isRead: boolean } | null;
  /** Address of the script for guests. */
  script: string | undefined;
}

/** Below a part: the button that marks it as read. Guests have it by a script, which keeps it on their device. */
export const MarkPart = ({ postId, member, script }: Marking) =>
  member ? (
    <form className="mark-part" id="mark-part" method="post" action="/read-parts">
      <input type="hidden" name="as" value={member.id} />
      <input type="hidden" name="post" value={postId} />
      <input type="hidden" name="read" value={member.isRead ? "no" : "yes"} />
      {member.isRead ? <p>You marked this part as read.</p> : null}
      <button type="submit" className="quiet">
        {member.isRead ? UNMARK : MARK}
      </button>
    </form>
  ) : (
    <div className="mark-part">
      <p role="status" />
      <button type="button" className="quiet" hidden data-part={postId} data-script={script}>
        {MARK}
      </button>
    </div>
  );
