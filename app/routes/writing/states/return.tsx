import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { Field } from "~/design/form/field";
import { Form } from "~/design/form/form";
import { draftPath } from "~/drafts/draft";
import { returnForm } from "~/drafts/draft.schema";
import { returnDraft } from "~/flows/writing/submit-draft.server";
import { parseForm } from "~/platform/http/body/form.server";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { getDraft, pageOfDraft } from "../editor/editing";
import { explainDraftRefusal } from "./draft-refusals";

export const handle: PageHandle = { act: "post.review" };
export const meta: MetaFunction = (args) => passingHead(args, "Return to the writer");

export async function loader({ params, context }: LoaderFunctionArgs) {
  const draft = await getDraft(context, params.id, "post.review");
  return onServer({ ...pageOfDraft(context, draft), writer: draft.owner?.name ?? "its writer" });
}

/** Returns a submitted draft to its writers with a message. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const draft = await getDraft(context, params.id, "post.review");
  const form = await parseForm(request, returnForm);
  const { values } = form;
  if (!form.ok) return data({ values, errors: form.errors }, 422);
  const done = await returnDraft(context, memberOf(context), draft.id, form.value.message, context.now());
  if (done.ok) return redirect(`/drafts?done=${draft.id}`, 303);
  return data({ values, errors: explainDraftRefusal(done) }, 409);
}

export default function Return() {
  const { as, draftId, title, writer } = useServerData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <div className="account">
      <header className="page-head">
        <p className="kicker" dir="auto">
          {title || "Untitled draft"}
        </p>
        <h1>
          Return this to <bdi>{writer}</bdi>?
        </h1>
        <p>Your message is sent by e-mail, and stays beside the draft as a note.</p>
      </header>
      <Form action={`${draftPath(draftId)}/return`} errors={refused?.errors} submit="Return draft">
        <As id={as} />
        <Field
          name="message"
          label="Message"
          hint="What should change before it can be published."
          value={refused?.values.message}
          error={refused?.errors.message}
          lines={6}
          required
        />
      </Form>
      <ul className="ways-on">
        <li>
          <a href={draftPath(draftId)}>Cancel</a>
        </li>
      </ul>
    </div>
  );
}
