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
import { addWriter } from "~/flows/add-writer.server";
import { explainRefusal, statusOfRefusal } from "~/markdown/limits";
import { personPath } from "~/people/person";
import { guestWriterSchema } from "~/people/person.schema";
import { findNamedPerson } from "~/people/person.server";
import { parseForm } from "~/platform/http/body/form.server";
import { MAX_TEXT_FORM_BYTES } from "~/platform/http/request/route-rules";
import type { PageHandle } from "../page-handle";
import { As } from "../session/as";
import { memberOf } from "../session/member";
import { passingHead } from "../titles";
import { WriterFields } from "./writer-fields";

export const handle: PageHandle = { act: "person.create", maxBodyBytes: MAX_TEXT_FORM_BYTES };
export const meta: MetaFunction = (args) => passingHead(args, "Add a guest writer");

export async function loader({ context }: LoaderFunctionArgs) {
  const added = context.query("done").get("done");
  const isThere = added !== null && (await findNamedPerson(context.db, added)) !== null;
  return { as: memberOf(context).id, added: isThere ? added : null };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, guestWriterSchema);
  const { values } = form;
  const refuse = (status: number, errors: Record<string, string>) => data({ values, errors }, status);
  if (!form.ok) return refuse(422, form.errors);
  const added = await addWriter(context, form.value, context.now());
  if (added.ok) return redirect(`/people/new?done=${added.handle}`, 303);
  switch (added.reason) {
    case "person.exists":
      return refuse(422, {
        name: `There is a writer with this name: ${added.handle}. Use that handle, or choose a handle below for another person.`,
      });
    case "person.no-handle":
      return refuse(422, { handle: "Choose a handle in Latin letters, for example maren-lind." });
    case "account.handle-taken":
      return refuse(422, { handle: "This handle is taken. Please choose another." });
    default:
      return refuse(statusOfRefusal(added.reason), { bio: explainRefusal(added.reason) });
  }
}

export default function NewWriter() {
  const { as, added } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const values: Record<string, string> = refused?.values ?? {};
  const errors: Record<string, string> = refused?.errors ?? {};
  return (
    <div className="account">
      <header className="page-head">
        <h1>Add a guest writer</h1>
        <p>
          For a post by somebody who has no account here. They can be invited to join as this person later.
        </p>
      </header>
      {added && !refused ? (
        <p className="form-done" role="status">
          Writer added. Enter <strong>{added}</strong> under “Written by” in a post.{" "}
          <a href={personPath(added)}>View the profile</a>
        </p>
      ) : null}
      <Form action="/people/new" errors={errors} submit="Add writer">
        <As id={as} />
        <WriterFields values={values} errors={errors}>
          <Field
            name="handle"
            value={values.handle}
            error={errors.handle}
            label="Handle"
            hint="The address of their page, and what you enter in a post. Without one, it is made from the name."
            autoCapitalize="none"
            spellCheck={false}
          />
        </WriterFields>
      </Form>
    </div>
  );
}
