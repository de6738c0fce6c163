// The buttons for what a moderator can do.

import { responseStatus } from "~/visibility/status";
import { MODERATED, type ModerationAction } from "./actions";

const BUTTONS: Record<ModerationAction, { words: string; look?: string }> = {
  approve: { words: "Approve" },
  hold: { words: "Hold", look: "quiet" },
  "mark-spam": { words: "Mark as spam", look: "quiet" },
  remove: { words: "Remove…", look: "quiet danger" },
};

/** Buttons of a form that has the responses. Removing first opens a page that asks for the reason. */
export const Decisions = ({ status, of }: { status: string /** For screen readers. */; of?: string }) => (
  <p className="decisions">
    {(Object.keys(BUTTONS) as ModerationAction[])
      .filter((action) => MODERATED[action] !== status)
      .filter((action) => action !== "hold" || status !== responseStatus.removed)
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
