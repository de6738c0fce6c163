import { toField } from "~/moderation/response-ref";
import { EditDecisions, HeldEditView, type QueuedEdit } from "~/moderation/texts/held-edit";
import { As } from "../../session/as";
import { TICKED } from "./queue-item";

/** An edit in the queue, with a box that selects it among others, unless it is alone. */
export function WaitingEdit({ edit, as, isAlone }: { edit: QueuedEdit; as: number; isAlone: boolean }) {
  const field = toField({ kind: "edit", ...edit });
  const of = `edit by ${edit.comment.person?.name ?? edit.comment.guestName}`;
  return (
    <>
      <div className="queue-tick">
        <input
          type="checkbox"
          hidden={isAlone}
          form={TICKED}
          name="response"
          value={field}
          aria-label={`Select the ${of}`}
        />
        <div>
          <HeldEditView edit={edit} />
        </div>
      </div>
      <form method="post">
        <As id={as} />
        <input type="hidden" name="response" value={field} />
        <EditDecisions of={of} />
      </form>
    </>
  );
}
