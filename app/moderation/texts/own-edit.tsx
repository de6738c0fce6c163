import type { ReactNode } from "react";
import { Time } from "~/design/calendar";
import type { Comparison } from "~/revisions/comparison";
import { ComparisonView } from "~/revisions/comparison-view";
import { isHeld } from "~/visibility/status";
import { HELD_FOR, type HeldFor } from "../holding";
import { explainDecision } from "../moderation-emails";

/** A writer's own edit that waits or was refused. */
export interface OwnEditData {
  status: string;
  heldFor: string;
  createdAt: Date;
  /** With the published text. */
  comparison: Comparison;
  /** Why it was refused, without a name. */
  decision: { reason: string; words: string } | null;
}

/** An edit for its own writer. `withdrawing` is what takes it back while it waits. */
export const OwnEdit = ({ edit, withdrawing }: { edit: OwnEditData; withdrawing: ReactNode }) => (
  <section aria-labelledby="edit-title">
    <h2 id="edit-title">{isHeld(edit) ? "Your edit is waiting for a moderator" : "Your edit was refused"}</h2>
    {isHeld(edit) ? (
      <p>
        {HELD_FOR[edit.heldFor as HeldFor]} Until then everyone reads the text before your edit, and this page
        tells you what they decide.
      </p>
    ) : (
      <>
        <p>
          The reply stays published as it was. Your text is kept here for a while, so that you can copy it.
        </p>
        {(edit.decision ? explainDecision(edit.decision) : []).map((paragraph) => (
          <p key={paragraph} dir="auto">
            {paragraph}
          </p>
        ))}
      </>
    )}
    <p className="kicker">
      Edited <Time at={edit.createdAt} style="moment" />
    </p>
    <ComparisonView comparison={edit.comparison} />
    {isHeld(edit) ? withdrawing : null}
  </section>
);

/** Confirms what the writer has just done; null if it was nothing of this. */
export function explainOwnOutcome(act: string | null, edit: { status: string } | null): string | null {
  if (act === "edit-withdrawn") return "Your edit was withdrawn. The reply stays published as it was.";
  if (act !== "edited") return null;
  return edit && isHeld(edit) ? "Your edit was saved. It waits for a moderator." : "Your changes were saved.";
}
