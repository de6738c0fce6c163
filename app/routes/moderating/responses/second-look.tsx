import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Field } from "~/design/form/field";
import { Form } from "~/design/form/form";
import { askForSecondLook } from "~/flows/moderating/second-look.server";
import { moderationPath } from "~/moderation/response-ref";
import { secondLookSchema } from "~/moderation/second-look/second-look";
import { parseForm } from "~/platform/http/body/form.server";
import { notFound } from "../../not-found";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { refuseModerator } from "../../session/permission";
import { passingHead } from "../../titles";
import { ModeratingFrame } from "../moderating-frame";
import { readResponseRef } from "./moderation-form";
import { moderationLinks } from "./moderation-links";

export const handle: PageHandle = { act: "response.moderate" };
export const links = moderationLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Ask for a second look");

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  return { as: memberOf(context).id, ...readResponseRef(request, params.id) };
}

/** Asks the other moderators for a second look at a response. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const member = memberOf(context);
  const response = readResponseRef(request, params.id);
  const form = await parseForm(request, secondLookSchema);
  if (!form.ok) return data({ values: form.values, errors: form.errors }, 422);
  const done = await askForSecondLook(context, member, response, form.value.words, context.now());
  if (done.ok) return redirect(moderationPath(response), 303);
  if (done.reason === "moderation.not-allowed") throw refuseModerator(member);
  throw notFound("response");
}

export default function AskForSecondLook() {
  const { as, ...response } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const path = moderationPath(response);
  return (
    <ModeratingFrame page="/moderation" title="Ask for a second look">
      <p>The other moderators see it first in the queue, with your name. You need not decide anything.</p>
      <Form action={`${path}/second-look`} errors={refused?.errors} submit="Ask for a second look">
        <As id={as} />
        <Field
          name="words"
          label="Why"
          hint="A line for the other moderators. For example: Is this irony, or is it rude?"
          value={refused?.values.words}
          error={refused?.errors.words}
          required
        />
      </Form>
      <ul className="ways-on">
        <li>
          <a href={path}>Cancel</a>
        </li>
      </ul>
    </ModeratingFrame>
  );
}
