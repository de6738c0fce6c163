import { commentPath } from "~/comments/comment";
import { Time } from "~/design/calendar";
import { nameMinutes } from "~/posts/conversation/slow-mode";
import { postPath } from "~/posts/post";
import { ACTION_NAMES } from "../action-words";
import { isWriterAsking } from "../actions";
import { BLOCKS_PATH } from "../blocks/block";
import { CONVERSATION_ACTION_NAMES, isConversationAction } from "../conversation-actions";
import { moderationPath } from "../response-ref";
import type { LoggedAction } from "../texts/text-actions";
import { type Entry, responseOf } from "./log.server";
import { eventInWords, reasonInWords } from "./log-events";

/** An entry of the log for moderators. `linked` adds what it is about. */
export function LogEntry({ entry, linked = false }: { entry: Entry; linked?: boolean }) {
  const { person, action, words, createdAt, undoneAt } = entry;
  if (isConversationAction(action)) return <ConversationEntry entry={entry} />;
  return (
    <li>
      <Time at={createdAt} style="moment" />: <bdi>{person?.name ?? "A former moderator"}</bdi>{" "}
      {eventInWords(action)?.did ?? ACTION_NAMES[action as LoggedAction]}
      {isWriterAsking(entry) ? " as a writer of the post" : ""}
      {undoneAt ? ", and undid it" : ""}. {reasonInWords(entry)} {words ? <q dir="auto">{words}</q> : null}
      {linked ? <About entry={entry} /> : null}
    </li>
  );
}

function About({ entry }: { entry: Entry }) {
  if (eventInWords(entry.action)?.isOfBlock)
    return (
      <>
        {" "}
        <a href={BLOCKS_PATH}>Blocks</a>
      </>
    );
  const response = responseOf(entry);
  if (response)
    return (
      <>
        {" "}
        <a href={moderationPath(response)}>
          {response.kind === "comment" ? "Comment" : "Pingback"} {response.id}
        </a>
      </>
    );
  if (!entry.post) return <> What it was about is deleted.</>;
  return (
    <>
      {" "}
      ‘
      <a href={postPath(entry.post.slug)} lang={entry.post.language ?? undefined} dir="auto">
        {entry.post.title}
      </a>
      ’
    </>
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
