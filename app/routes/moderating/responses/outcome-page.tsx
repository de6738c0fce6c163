import { Time } from "~/design/calendar";
import type { RefusedResponse } from "~/flows/moderating/moderate-responses.server";
import { ACTION_NAMES } from "~/moderation/action-words";
import { Decisions } from "~/moderation/decisions";
import { explainModerationRefusal, otherWayToApprove } from "~/moderation/moderation-refusals";
import { moderationPath, nameOfModerated, toField } from "~/moderation/response-ref";
import { As } from "../../session/as";
import { ModeratingFrame } from "../moderating-frame";
import { UndoForm } from "./undo-form";

/** What was not done, and why: shown in place of the queue, so that nobody overlooks it. */
export const OutcomePage = ({
  as,
  choice,
  refused,
  entry,
}: {
  as: number;
  /** Why nothing could be done with what was selected. */
  choice: string | null;
  refused: RefusedResponse[];
  /** An entry of what was done. */
  entry: { id: number; action: string; undoneAt: null } | null;
}) => (
  <ModeratingFrame page="/moderation" title={entry ? "Some were left as they are" : "Nothing was changed"}>
    {entry ? <UndoForm as={as} entry={entry} /> : null}
    {choice ? <p className="form-refusal">{choice}</p> : null}
    <ul className="log-entries">
      {refused.map((one) => (
        <li key={`${one.kind}-${one.id}`}>
          <a href={moderationPath(one)}>{nameOfModerated(one)}</a>: {explainModerationRefusal(one.reason)}
          {one.reason === "moderation.changed" && one.last ? (
            <>
              {" "}
              <bdi>{one.last.person?.name ?? "Someone"}</bdi>{" "}
              {ACTION_NAMES[one.last.action as keyof typeof ACTION_NAMES]},{" "}
              <Time at={one.last.createdAt} style="moment" />.
            </>
          ) : null}
          {otherWayToApprove(one.reason) ? (
            <form method="post">
              <As id={as} />
              <input type="hidden" name="response" value={toField(one)} />
              <Decisions
                status={one.status}
                of={`${one.kind} ${one.id}`}
                approving={otherWayToApprove(one.reason) ?? "in-place"}
              />
            </form>
          ) : null}
        </li>
      ))}
    </ul>
    <p>
      <a href="/moderation">Back to the responses that wait</a>
    </p>
  </ModeratingFrame>
);
