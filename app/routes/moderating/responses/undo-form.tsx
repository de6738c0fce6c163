import { ACTION_DONE } from "~/moderation/action-words";
import type { Entry } from "~/moderation/log.server";
import { mayUndo } from "~/moderation/texts/text-actions";
import { As } from "../../session/as";

/** Says what was just done, with a button that undoes it. */
export const UndoForm = ({ as, entry }: { as: number; entry: Pick<Entry, "id" | "action" | "undoneAt"> }) => (
  <form method="post" action="/moderation/undo" className="form-done">
    <As id={as} />
    <input type="hidden" name="entry" value={entry.id} />
    <p role="status">
      {entry.undoneAt ? "Undone." : ACTION_DONE[entry.action as keyof typeof ACTION_DONE]}
      {entry.undoneAt || !mayUndo(entry.action) ? null : (
        <>
          {" "}
          <button type="submit" className="plain">
            Undo
          </button>
        </>
      )}
    </p>
  </form>
);
