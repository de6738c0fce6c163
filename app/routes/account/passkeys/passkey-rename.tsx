import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { passkeyNameSchema } from "~/accounts/passkey/passkey.schema";
import { renamePasskey } from "~/accounts/passkey/passkey.server";
import { Field } from "~/design/form/field";
import { Form } from "~/design/form/form";
import { parseForm } from "~/platform/http/body/form.server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { SettingsFrame } from "../settings/settings-frame";
import { getOwnPasskey } from "./own-passkey";

export const handle: PageHandle = { act: "account.manage" };

export const meta: MetaFunction = (args) => passingHead(args, "Rename a passkey");

export async function loader({ params, context }: LoaderFunctionArgs) {
  const member = memberOf(context);
  const { id, name } = await getOwnPasskey(context, member, params.id);
  return { as: member.id, id, name };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const member = memberOf(context);
  const { id } = await getOwnPasskey(context, member, params.id);
  const form = await parseForm(request, passkeyNameSchema);
  if (!form.ok) return data({ name: form.values.name, errors: form.errors }, 422);
  await renamePasskey(context.db, member.accountId, id, form.value.name);
  return redirect("/settings/passkeys?done=renamed", 303);
}

export default function RenamePasskey() {
  const { as, id, name } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const errors: Record<string, string> = refused?.errors ?? {};
  return (
    <SettingsFrame page="/settings/passkeys" title={`Rename “${name}”`}>
      <Form action={`/settings/passkeys/${id}/rename`} errors={errors} submit="Rename passkey">
        <As id={as} />
        <Field
          name="name"
          label="Name"
          hint="Only you see this name. For example “Blue security key” or “My phone”."
          value={refused?.name ?? name}
          error={errors.name}
          required
        />
      </Form>
      <ul className="ways-on">
        <li>
          <a href="/settings/passkeys">Cancel</a>
        </li>
      </ul>
    </SettingsFrame>
  );
}
