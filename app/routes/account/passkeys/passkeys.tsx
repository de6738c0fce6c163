import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getAccount } from "~/accounts/account.server";
import { MAX_PASSKEYS } from "~/accounts/passkey/passkey.schema";
import { listPasskeys } from "~/accounts/passkey/passkey.server";
import { Time } from "~/design/calendar";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { ReauthenticationField } from "../../session/reauthentication-field";
import { explainAccountRefusal } from "../../session/refusals";
import { passingHead } from "../../titles";
import { SettingsFrame } from "../settings/settings-frame";
import { PasskeyForm } from "./passkey-form";

export const handle: PageHandle = { act: "account.manage" };
export const meta: MetaFunction = (args) => passingHead(args, "Your passkeys");

const DONE = new Map(
  Object.entries({
    added: "Passkey added. You can sign in with it from now on.",
    renamed: "Passkey renamed.",
    removed: "Passkey removed. You can delete it on your device too.",
  }),
);

export async function loader({ context }: LoaderFunctionArgs) {
  const { id, accountId } = memberOf(context);
  const { email, passwordHash } = await getAccount(context.db, accountId);
  return {
    as: id,
    email,
    hasPassword: passwordHash !== null,
    passkeys: await listPasskeys(context.db, accountId),
    done: DONE.get(context.query("done").get("done") ?? ""),
  };
}

export default function Passkeys() {
  const { as, email, hasPassword, passkeys, done } = useLoaderData<typeof loader>();
  return (
    <SettingsFrame page="/settings/passkeys" title="Your passkeys" done={done}>
      <p>
        A passkey replaces your password. Your device keeps it, and asks for your fingerprint, your face or
        its PIN. No one can guess it, and it doesn’t work on fake copies of this site.
      </p>
      {passkeys.length > 0 ? (
        <ul className="rows">
          {passkeys.map((passkey) => (
            <Row key={passkey.id} {...passkey} />
          ))}
        </ul>
      ) : (
        <p>You don’t have any passkeys yet.</p>
      )}
      <h2>Add a passkey</h2>
      {passkeys.length < MAX_PASSKEYS ? (
        <PasskeyForm act="create" at="/settings/passkeys/add" submit="Add a passkey" needs="To add a passkey">
          <As id={as} />
          <ReauthenticationField email={email} hasPassword={hasPassword} />
        </PasskeyForm>
      ) : (
        <p>{explainAccountRefusal("passkey.too-many")}</p>
      )}
    </SettingsFrame>
  );
}

type Passkey = ReturnType<typeof useLoaderData<typeof loader>>["passkeys"][number];

const Row = ({ id, name, createdAt, lastUsedAt }: Passkey) => (
  <li>
    <div>
      <strong>{name}</strong>
      <p className="field-hint">
        Added <Time at={new Date(createdAt)} style="moment" />
        {lastUsedAt ? (
          <>
            , last used <Time at={new Date(lastUsedAt)} style="moment" />
          </>
        ) : (
          ", not used yet"
        )}
      </p>
    </div>
    <p className="row-ways">
      <a href={`/settings/passkeys/${id}/rename`} aria-label={`Rename ${name}`}>
        Rename
      </a>
      <a href={`/settings/passkeys/${id}/remove`} aria-label={`Remove ${name}`}>
        Remove
      </a>
    </p>
  </li>
);
