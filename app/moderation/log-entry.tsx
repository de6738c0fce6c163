import { Time } from "~/design/calendar";
import { ACTION_NAMES } from "./action-words";
import { type ModerationAction, REASONS, type Reason } from "./actions";
import { type Entry, responseOf } from "./log.server";
import { moderationPath } from "./response-ref";

/** An entry of the log for moderators. `linked` adds the response that it is about. */
export function LogEntry({ entry, linked = false }: { entry: Entry; linked?: boolean }) {
  const { person, action, reason, words, createdAt, undoneAt } = entry;
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
