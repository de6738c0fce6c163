import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { Form } from "~/design/form/form";
import { removalSchema } from "~/moderation/moderation.schema";
import { ReasonFields } from "~/moderation/reason-fields";
import { toField } from "~/moderation/response-ref";
import { parseForm } from "~/platform/http/body/form.server";
import { OnServer, onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { ModeratingFrame } from "../moderating-frame";
import { answerDecision, type Outcome } from "./answer-decision";
import { explainChoice, type Order, readOrder, readResponses, toResponses } from "./moderation-form";
import { moderationLinks } from "./moderation-links";
import { OrderField } from "./order-field";
import { OutcomePage } from "./outcome-page";

export const handle: PageHandle = { act: "response.moderate" };
export const links = moderationLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Remove responses");

/** Asks why before the responses of the address are removed. */
export async function loader({ context }: LoaderFunctionArgs) {
  const seen = toResponses(context.query("response").getAll("response"));
  const order = readOrder(context.query("order").get("order"));
  return onServer({ as: memberOf(context).id, seen, order, choice: explainChoice(seen) });
}

export async function action(args: ActionFunctionArgs) {
  const seen = await readResponses(args.request);
  const form = await parseForm(args.request, removalSchema);
  if (form.ok) return answerDecision(args, { action: "remove", ...form.value });
  const { values, errors } = form;
  return data({ seen, order: readOrder(values.order), values, errors }, 422);
}

type Refused = {
  seen: ReturnType<typeof toResponses>;
  order: Order;
  values: Record<string, string>;
  errors: Record<string, string>;
};

export default function RemoveResponses() {
  const { as, seen, order, choice } = useServerData<typeof loader>();
  const answer = useActionData() as OnServer<Outcome> | Refused | undefined;
  if (answer instanceof OnServer) return <OutcomePage {...answer.value} />;
  if (!answer && choice) return <OutcomePage as={as} choice={choice} refused={[]} entry={null} />;
  const responses = answer?.seen ?? seen;
  return (
    <ModeratingFrame page="/moderation" title={titleFor(responses)}>
      <p>
        {explainRemoval(responses)} You can undo this. The writer is told the reason, and never who decided.
      </p>
      <Form
        action="/moderation/remove"
        submit={responses.every(isEdit) ? "Refuse edit" : "Remove"}
        danger
        errors={answer?.errors}
      >
        <As id={as} />
        <OrderField order={answer?.order ?? order} />
        {responses.map((response) => (
          <input key={toField(response)} type="hidden" name="response" value={toField(response)} />
        ))}
        <ReasonFields values={answer?.values} errors={answer?.errors} />
      </Form>
      <ul className="ways-on">
        <li>
          <a href="/moderation">Cancel</a>
        </li>
      </ul>
    </ModeratingFrame>
  );
}

type Responses = ReturnType<typeof toResponses>;

const isEdit = ({ kind }: Responses[number]) => kind === "edit";

function titleFor(responses: Responses): string {
  const count = responses.length;
  if (responses.every(isEdit)) return count === 1 ? "Refuse this edit?" : `Refuse ${count} edits?`;
  return count === 1 ? "Remove this response?" : `Remove ${count} responses?`;
}

function explainRemoval(responses: Responses): string {
  if (responses.every(isEdit)) return "The published text stays.";
  const they = responses.length === 1 ? "it" : "them";
  return `Readers no longer see ${they}.${responses.some(isEdit) ? " Of edits, the published text stays." : ""}`;
}
