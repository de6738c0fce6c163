import type { ModerationAction } from "~/moderation/actions";
import { CONVERSATION_ACTIONS_COUNTED, isConversationAction } from "~/moderation/conversation-actions";
import { eventInWords, reasonInWords } from "~/moderation/log/log-events";
import type { LogDay } from "~/moderation/log/public-log";
import { TEXT_ACTIONS_COUNTED } from "~/moderation/texts/text-action-words";
import { isTextAction } from "~/moderation/texts/text-actions";

/** "2 responses were removed: It isn’t about the post…" */
export const PublicDay = ({ day: { counts } }: { day: LogDay }) => (
  <ul>
    {counts.map(({ action, reason, count }) => (
      <li key={`${action} ${reason}`}>
        {describe(action, count)} {reasonInWords({ action, reason })}
      </li>
    ))}
  </ul>
);

function describe(action: string, count: number): string {
  const event = eventInWords(action)?.counted?.(count);
  if (event) return event;
  const counted = isConversationAction(action)
    ? CONVERSATION_ACTIONS_COUNTED[action]
    : isTextAction(action)
      ? TEXT_ACTIONS_COUNTED[action]
      : null;
  if (counted) return count === 1 ? counted[0] : `${count} ${counted[1]}`;
  return `${count === 1 ? "1 response was" : `${count} responses were`} ${PAST[action as ModerationAction]}`;
}

const PAST: Record<ModerationAction, string> = {
  approve: "approved.",
  hold: "hidden until a moderator has looked again.",
  "mark-spam": "marked as spam.",
  remove: "removed.",
};
