import { REASONS, type Reason } from "~/moderation/actions";
import type { LogDay } from "~/moderation/public-log";

/** "2 responses were removed: It isn’t about the post…" */
export const PublicDay = ({ day: { counts } }: { day: LogDay }) => (
  <ul>
    {counts.map(({ action, reason, count }) => (
      <li key={`${action} ${reason}`}>
        {count === 1 ? "1 response was" : `${count} responses were`} {PAST[action]}{" "}
        {reason in REASONS ? REASONS[reason as Reason] : null}
      </li>
    ))}
  </ul>
);

const PAST: Record<LogDay["counts"][number]["action"], string> = {
  approve: "approved.",
  hold: "hidden until a moderator has looked again.",
  "mark-spam": "marked as spam.",
  remove: "removed.",
};
