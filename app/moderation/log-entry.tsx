import { commentPath } from "~/comments/comment";
import { Time } from "~/design/calendar";
import { postPath } from "~/posts/post";
import { nameMinutes } from "~/posts/slow-mode";
import { ACTION_NAMES } from "./action-words";
import { type ModerationAction, REASONS, type Reason } from "./actions";
import { CONVERSATION_ACTION_NAMES, isConversationAction } from "./conversation-actions";
import { type Entry, responseOf } from "./log.server";
import { moderationPath } from "./response-ref";

/** An entry of the log for moderators. `linked` adds the response that it is about. */
export function LogEntry({ entry, linked = false }: { entry: Entry; linked?: boolean }) {
  const { person, action, reason, words, createdAt, undoneAt } = entry;
  if (isConversationAction(action)) return <ConversationEntry entry={entry} />;
  const response = linked ? responseOf(entry) : null;
  return (
    <li>
      <Time at={createdAt} style="moment" />: <bdi>{person?.name ?? "A former moderator"}</bdi>{" "}
      {ACTION_NAMES[action as ModerationAction]}
      {undoneAt ? ", and undid it" : ""}.{reason in REASONS ? ` ${REASONS[reason as Reason]}` : null}{" "}
      {words ? <q dir="auto">{words}</q> : null}
      {response ? (
        <>
          {" "}
          <a href={moderationPath(response)}>
            {response.kind === "comment" ? "Comment" : "Pingback"} {response.id}
          </a>
        </>
      ) : null}
      {linked && !response ? " The response is deleted." : null}
    </li>
  );
}

/** An entry about the conversation of a post. */
const ConversationEntry = ({
  entry: { person, action, reason, words, createdAt, post, commentId },
}: {
  entry: Entry;
}) => (
  <li>
    <Time at={createdAt} style="moment" />: <bdi>{person?.name ?? "A former moderator"}</bdi>{" "}
    {isConversationAction(action) ? CONVERSATION_ACTION_NAMES[action] : null}{" "}
    {post ? (
      <>
        ‘
        <a
          href={commentId === null ? postPath(post.slug) : commentPath(commentId)}
          lang={post.language ?? undefined}
          dir="auto"
        >
          {post.title}
        </a>
        ’.
      </>
    ) : (
      "a post that is deleted."
    )}{" "}
    {action === "slow-mode" ? `One reply per person every ${nameMinutes(Number(reason))}.` : null}
    {words ? <q dir="auto">{words}</q> : null}
  </li>
);
