import { ACTION_DONE } from "~/moderation/action-words";
import type { Entry } from "~/moderation/log/log.server";
import { mayUndo } from "~/moderation/texts/text-actions";
import { As } from "../../session/as";
import type { Order } from "./moderation-form";
import { OrderField } from "./order-field";

/** Says what was just done, with a button that undoes it. */
export const UndoForm = ({
  as,
  entry,
  order = "newest",
}: {
  as: number;
  entry: Pick<Entry, "id" | "action" | "undoneAt">;
  order?: Order;
}) => (
  <form method="post" action="/moderation/undo" className="form-done undo">
    <As id={as} />
    <OrderField order={order} />
    <input type="hidden" name="entry" value={entry.id} />
    <p role="status">{entry.undoneAt ? "Undone." : ACTION_DONE[entry.action as keyof typeof ACTION_DONE]}</p>
    {entry.undoneAt || !mayUndo(entry.action) ? null : (
      <button type="submit" className="quiet">
        Undo
      </button>
    )}
  </form>
);
