import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Time } from "~/design/calendar";
import { listIdentities } from "~/people/identity.server";
import { passingHead } from "../titles";
import { getMember } from "./member";
import { SettingsFrame } from "./settings-frame";

export const meta: MetaFunction = (args) => passingHead(args, "Other sites to sign in with");

const DONE: Record<string, string> = {
  linked: "That is linked: you can sign in with it from now on.",
  unlinked: "That is unlinked: nobody can sign in with it any more.",
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { accountId } = getMember(context, request);
  const { db, identityProviders } = context;
  const identities = (await listIdentities(db, accountId)).map(({ issuer, ...identity }) => ({
    ...identity,
    site: identityProviders.nameOf(issuer),
    isKnown: identityProviders.isKnown(issuer),
  }));
  const done = DONE[context.query("done").get("done") ?? ""] ?? null;
  return { identities, providers: identityProviders.list, done };
}

export default function Identities() {
  const { identities, providers, done } = useLoaderData<typeof loader>();
  return (
    <SettingsFrame page="/settings/identities" title="Other sites to sign in with" done={done}>
      <p>
        {providers.length > 0 || identities.length > 0
          ? "An account that you have elsewhere can let you in here. The other site learns that you come here, and nothing of what you read or write."
          : "Whoever runs this site has set up no other site to sign in with."}
      </p>
      {identities.length > 0 ? (
        <ul className="rows">
          {identities.map(({ id, site, label, createdAt, isKnown }) => (
            <li key={id}>
              <div>
                <strong>{site}</strong>
                <p className="field-hint">
                  {label}, linked <Time at={new Date(createdAt)} style="moment" />
                  {isKnown ? null : ". Nobody can sign in with this site any more."}
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
          <h2>{identities.length > 0 ? "Another way in" : "A way in"}</h2>
          <ul className="ways-on">
            {providers.map(({ id, label }) => (
              <li key={id}>
                <a href={`/settings/identities/link/${id}`}>Sign in with {label} too</a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </SettingsFrame>
  );
}
