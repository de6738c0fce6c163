import { data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { JOINING_COOKIE_S } from "~/accounts/account.schema";
import { identityCookie, readIdentityCookie } from "~/accounts/identity/identity-cookie";
import { finishIdentityRequest, type IdentityRefusal } from "~/accounts/identity/identity-sign-in.server";
import { explainAccountRefusal } from "../../session/refusals";
import { readDevice, redirectSignedIn } from "../../session/signing-in";
import { passingHead } from "../../titles";
import { NotSignedIn } from "./not-signed-in";
import { getProvider } from "./redirect-to-provider";

export const meta: MetaFunction = (args) => passingHead(args, "Sign in with another site");

const STATUSES: Record<IdentityRefusal["reason"], number> = {
  "identity.unreachable": 503,
  "identity.declined": 403,
  "identity.outdated": 410,
  "identity.not-believed": 403,
  "identity.unknown-request": 410,
  "identity.other-browser": 403,
  "identity.other-person": 403,
  "identity.taken": 409,
  "sign-in.deactivated": 403,
  "join.invited-only": 403,
};

/** The provider's redirect. This GET signs in, because OpenID Connect returns by redirect. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { id, label } = getProvider(context, params.provider);
  const { viewer, siteUrl } = context;
  const browser = readIdentityCookie(request.headers.get("Cookie"), siteUrl);
  const parameters = context.query("code", "state", "iss", "error");
  const answer = { provider: id, parameters, browser };
  const device = readDevice(request, context);
  const finished = await finishIdentityRequest(context, answer, viewer, device, context.now());
  if (!finished.ok) {
    const explanation = explainAccountRefusal(finished.reason);
    const isMember = viewer.kind === "person";
    const canBeLinked = finished.reason === "join.invited-only";
    return data({ label, explanation, isMember, canBeLinked }, STATUSES[finished.reason]);
  }
  if (finished.outcome === "signed-in")
    throw await redirectSignedIn(context, device, finished.secret, finished.to);
  if (finished.outcome === "linked") throw redirect(finished.to, 303);
  // The e-mail with the link may be read the next day.
  const headers = { "Set-Cookie": identityCookie(siteUrl, browser ?? "", JOINING_COOKIE_S) };
  throw redirect(`/join/${finished.secret}`, { status: 303, headers });
}

export default function IdentityCallback() {
  const { isMember, ...why } = useLoaderData<typeof loader>();
  const settings = { href: "/settings/identities", words: "Back to your settings" };
  return <NotSignedIn {...why} {...(isMember && { back: settings })} />;
}
