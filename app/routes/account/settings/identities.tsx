import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listIdentities } from "~/accounts/identity/identity.server";
import { Time } from "~/design/calendar";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { SettingsFrame } from "./settings-frame";

export const handle: PageHandle = { act: "account.manage" };

export const meta: MetaFunction = (args) => passingHead(args, "Other sites to sign in with");

const DONE = new Map(
  Object.entries({
    linked: "Linked. You can now sign in with it.",
    unlinked: "Unlinked. You can no longer sign in with it. To use it again, link it below.",
  }),
);

export async function loader({ context }: LoaderFunctionArgs) {
  const { accountId } = memberOf(context);
  const { db, identityProviders } = context;
  const identities = (await listIdentities(db, accountId)).map(({ issuer, ...identity }) => ({
    ...identity,
    site: identityProviders.nameOf(issuer),
    isKnown: identityProviders.isKnown(issuer),
  }));
  const done = DONE.get(context.query("done").get("done") ?? "") ?? null;
  return { identities, providers: identityProviders.list, done };
}

export default function Identities() {
  const { identities, providers, done } = useLoaderData<typeof loader>();
  return (
    <SettingsFrame page="/settings/identities" title="Other sites to sign in with" done={done}>
      <p>
        {providers.length > 0 || identities.length > 0
          ? "Sign in here with an account that you have on another site. That site learns when you sign in here, but not what you read or write."
          : "The administrator hasn’t set up any other sites to sign in with."}
      </p>
      {identities.length > 0 ? (
        <ul className="rows">
          {identities.map(({ id, site, label, createdAt, isKnown }) => (
            <li key={id}>
              <div>
                <strong>{site}</strong>
                <p className="field-hint">
                  {label}, linked <Time at={new Date(createdAt)} style="moment" />
                  {isKnown ? null : ". You can no longer sign in with this site."}
                </p>
              </div>
              <a href={`/settings/identities/unlink/${id}`} aria-label={`Unlink ${site}, ${label}`}>
                Unlink
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      {providers.length > 0 ? (
        <>
          <h2>{identities.length > 0 ? "Link another site" : "Link a site"}</h2>
          <ul className="ways-on">
            {providers.map(({ id, label }) => (
              <li key={id}>
                <a href={`/settings/identities/link/${id}`}>Link your {label} account</a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </SettingsFrame>
  );
}
