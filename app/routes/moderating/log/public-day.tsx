import { type ModerationAction, REASONS, type Reason } from "~/moderation/actions";
import { CONVERSATION_ACTIONS_COUNTED, isConversationAction } from "~/moderation/conversation-actions";
import { eventInWords } from "~/moderation/log-events";
import type { LogDay } from "~/moderation/public-log";

/** "2 responses were removed: It isn’t about the post…" */
export const PublicDay = ({ day: { counts } }: { day: LogDay }) => (
  <ul>
    {counts.map(({ action, reason, count }) => (
      <li key={`${action} ${reason}`}>
        {describe(action, count)} {reason in REASONS ? REASONS[reason as Reason] : null}
      </li>
    ))}
  </ul>
);

function describe(action: string, count: number): string {
  if (isConversationAction(action)) {
    const [one, several] = CONVERSATION_ACTIONS_COUNTED[action];
    return count === 1 ? one : `${count} ${several}`;
  }
  const event = eventInWords(action)?.counted?.(count);
  if (event) return event;
  return `${count === 1 ? "1 response was" : `${count} responses were`} ${PAST[action as ModerationAction]}`;
}

const PAST: Record<ModerationAction, string> = {
  approve: "approved.",
  hold: "hidden until a moderator has looked again.",
  "mark-spam": "marked as spam.",
  remove: "removed.",
};
