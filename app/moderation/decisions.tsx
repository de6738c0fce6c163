// The buttons for what a moderator can do.

import { responseStatus } from "~/visibility/status";
import { MODERATED, type ModerationAction } from "./actions";

const BUTTONS: Record<ModerationAction, { words: string; look?: string }> = {
  approve: { words: "Approve" },
  hold: { words: "Hold", look: "quiet" },
  "mark-spam": { words: "Mark as spam", look: "quiet" },
  remove: { words: "Remove…", look: "quiet danger" },
};

/** How the responses can be approved (comments/moderation/moderated-comments.server.ts). */
export type Approving = "in-place" | "at-top" | "not-now";

/** Buttons of a form that has the responses. Removing first opens a page that asks for the reason. */
export const Decisions = ({
  status,
  of,
  approving = "in-place",
}: {
  status: string;
  /** For screen readers. */
  of?: string;
  approving?: Approving | undefined;
}) => (
  <p className="decisions">
    {approving === "at-top" ? (
      <button type="submit" formAction="/moderation/approve-at-top" aria-label={of && `${AT_TOP}: ${of}`}>
        {AT_TOP}
      </button>
    ) : null}
    {(Object.keys(BUTTONS) as ModerationAction[])
      .filter((action) => MODERATED[action] !== status)
      .filter((action) => action !== "hold" || status !== responseStatus.removed)
      .filter((action) => action !== "approve" || approving === "in-place")
      .map((action) => (
        <button
          key={action}
          type="submit"
          className={BUTTONS[action].look}
          formAction={`/moderation/${action}`}
          formMethod={action === "remove" ? "get" : undefined}
          aria-label={of && `${BUTTONS[action].words} ${of}`}
        >
          {BUTTONS[action].words}
        </button>
      ))}
  </p>
);

const AT_TOP = "Approve as a reply to the post";
