import { MAX_TOLD_A_DAY, MAX_TOLD_A_TEXT } from "./mention-limits";

/** What becomes of the mentions in a reply, where somebody may expect otherwise. */
export function MentionNote({ count, isMember }: { count: number; isMember: boolean }) {
  if (count === 0 || (isMember && count <= MAX_TOLD_A_TEXT)) return null;
  return (
    <p className="field-hint">
      {isMember
        ? `The first ${MAX_TOLD_A_TEXT} people whom you mention are told of it (${MAX_TOLD_A_DAY} a day, in all you write). The others are only linked.`
        : "The people whom you mention are linked. They aren’t told, because you reply without an account."}
    </p>
  );
}
