import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { Field } from "~/design/form/field";
import { Form } from "~/design/form/form";
import { SelectField } from "~/design/form/select-field";
import { REASONS } from "~/moderation/actions";
import { removalSchema } from "~/moderation/moderation.schema";
import { toField } from "~/moderation/response-ref";
import { parseForm } from "~/platform/http/form.server";
import { OnServer, onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { ModeratingFrame } from "../moderating-frame";
import { answerDecision, type Outcome } from "./answer-decision";
import { explainChoice, readResponses, toResponses } from "./moderation-form";
import { moderationLinks } from "./moderation-links";
import { OutcomePage } from "./outcome-page";

export const handle: PageHandle = { act: "response.moderate" };
export const links = moderationLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Remove responses");

/** Asks why before the responses of the address are removed. */
export async function loader({ context }: LoaderFunctionArgs) {
  const seen = toResponses(context.query("response").getAll("response"));
  return onServer({ as: memberOf(context).id, seen, choice: explainChoice(seen) });
}

export async function action(args: ActionFunctionArgs) {
  const seen = await readResponses(args.request);
  const form = await parseForm(args.request, removalSchema);
  if (form.ok) return answerDecision(args, { action: "remove", ...form.value });
  return data({ seen, values: form.values, errors: form.errors }, 422);
}

type Refused = {
  seen: ReturnType<typeof toResponses>;
  values: Record<string, string>;
  errors: Record<string, string>;
};

export default function RemoveResponses() {
  const { as, seen, choice } = useServerData<typeof loader>();
  const answer = useActionData() as OnServer<Outcome> | Refused | undefined;
  if (answer instanceof OnServer) return <OutcomePage {...answer.value} />;
  if (!answer && choice) return <OutcomePage as={as} choice={choice} refused={[]} entry={null} />;
  const responses = answer?.seen ?? seen;
  return (
    <ModeratingFrame
      page="/moderation"
      title={responses.length === 1 ? "Remove this response?" : `Remove ${responses.length} responses?`}
    >
      <p>
        Readers no longer see {responses.length === 1 ? "it" : "them"}. You can undo this. The writer is told
        the reason, and never who decided.
      </p>
      <Form action="/moderation/remove" submit="Remove" danger errors={answer?.errors}>
        <As id={as} />
        {responses.map((response) => (
          <input key={toField(response)} type="hidden" name="response" value={toField(response)} />
        ))}
        <SelectField
          name="reason"
          label="Reason"
          value={answer?.values.reason ?? "off-topic"}
          error={answer?.errors.reason}
          options={Object.entries(REASONS).map(([value, name]) => ({
            value,
            name: name || "Another reason",
          }))}
        />
        <Field
          name="words"
          label="Your words to the writer"
          hint="What they could do differently. For another reason, please write it here."
          lines={4}
          value={answer?.values.words}
          error={answer?.errors.words}
        />
      </Form>
      <ul className="ways-on">
        <li>
          <a href="/moderation">Cancel</a>
        </li>
      </ul>
    </ModeratingFrame>
  );
}
