import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { Form } from "~/design/form/form";
import { type EditWriterResult, editWriter } from "~/flows/edit-writer.server";
import { explainRefusal, statusOfRefusal } from "~/markdown/limits";
import { findGuestWriter } from "~/people/guests/guest-writer.server";
import { personPath } from "~/people/person";
import { type GuestEditInput, guestEditSchema } from "~/people/person.schema";
import { parseForm } from "~/platform/http/body/form.server";
import { MAX_TEXT_FORM_BYTES } from "~/platform/http/request/route-rules";
import { explainCurrent } from "../current-value";
import { notFound, notFoundFor } from "../not-found";
import { onServer, useServerData } from "../on-server";
import type { PageHandle } from "../page-handle";
import { getPerson } from "../reading/people/person-request";
import { As } from "../session/as";
import { memberOf } from "../session/member";
import { passingHead } from "../titles";
import { WriterFields } from "./writer-fields";

export const handle: PageHandle = { act: "person.edit", maxBodyBytes: MAX_TEXT_FORM_BYTES };
export const meta: MetaFunction = (args) => passingHead(args, "Edit a guest writer");

const HAS_ACCOUNT = "This person has an account, and edits their own profile.";

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { handle } = await getPerson(context.db, params.handle, "/edit");
  const writer = await findGuestWriter(context.db, handle);
  if (!writer) throw notFound("person");
  return onServer({ as: memberOf(context).id, handle, done: context.query("done").has("done"), ...writer });
}

export async function action({ request, params: { handle = "" }, context }: ActionFunctionArgs) {
  const form = await parseForm(request, guestEditSchema);
  const { values } = form;
  const { version = "" } = values;
  if (!form.ok) return data({ values, errors: form.errors, version }, 422);
  const edited = await editWriter(context, memberOf(context), handle, form.value, version);
  if (edited.ok) return redirect(`${personPath(handle)}/edit?done`, 303);
  if (edited.reason === "person.not-found") throw notFoundFor("person", values.bio);
  if (edited.reason === "person.changed") {
    const { standing } = edited;
    const errors = explainStanding(form.value, standing.values);
    return data({ values, errors, version: standing.version }, 409);
  }
  const { status, errors } = explain(edited.reason);
  return data({ values, errors, version }, status);
}

type OtherReason = Exclude<
  Extract<EditWriterResult, { ok: false }>["reason"],
  "person.not-found" | "person.changed"
>;

function explain(reason: OtherReason): { status: number; errors: Record<string, string> } {
  if (reason === "person.has-account") return { status: 409, errors: { form: HAS_ACCOUNT } };
  if (reason === "person.not-yours")
    return {
      status: 403,
      errors: { form: "You can no longer edit writers, because your role has changed." },
    };
  return { status: statusOfRefusal(reason), errors: { bio: explainRefusal(reason) } };
}

function explainStanding(typed: GuestEditInput, standing: GuestEditInput): Record<string, string> {
  const fields = Object.keys(standing) as (keyof GuestEditInput)[];
  return {
    form: "Your changes weren’t saved: somebody else changed this writer in the meantime. To replace their values with yours, save again.",
    ...Object.fromEntries(
      fields
        .filter((name) => typed[name] !== standing[name])
        .map((name) => [name, explainCurrent(standing[name])]),
    ),
  };
}

export default function EditWriter() {
  const { as, handle, values, version, isMember, done } = useServerData<typeof loader>();
  const refused = useActionData<typeof action>();
  const errors: Record<string, string> = refused?.errors ?? {};
  const path = personPath(handle);
  return (
    <div className="account">
      <header className="page-head">
        <p className="kicker">Edit a guest writer</p>
        <h1 dir="auto">{values.name}</h1>
        <p>
          <a href={path}>View the profile</a>
        </p>
      </header>
      {done && !refused ? (
        <p className="form-done" role="status">
          Writer saved.
        </p>
      ) : null}
      {isMember && !refused ? (
        <p>{HAS_ACCOUNT}</p>
      ) : (
        <Form action={`${path}/edit`} errors={errors} submit="Save writer">
          <As id={as} />
          <input type="hidden" name="version" value={refused?.version ?? version} />
          <WriterFields values={refused?.values ?? values} errors={errors} />
        </Form>
      )}
    </div>
  );
}
