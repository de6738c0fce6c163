import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useParams } from "@remix-run/react";
import { emailSchema, joinSchema, joinWithoutPasswordSchema } from "~/accounts/account.schema";
import { readIdentityCookie } from "~/accounts/identity/identity-cookie";
import { askToJoin, findJoinLink, identityOf, type JoinLink } from "~/accounts/joining/join.server";
import type { JoinTerms } from "~/accounts/joining/join-terms";
import { hashPassword } from "~/accounts/password/password.server";
import { join } from "~/flows/accounts/join.server";
import { findPersonById, isHandleTaken } from "~/people/person.server";
import { type FormRefusal, parseForm } from "~/platform/http/body/form.server";
import { readSite } from "~/site/site.server";
import { explainAccountRefusal, explainEmailLimit } from "../../session/refusals";
import { readDevice, redirectSignedIn } from "../../session/signing-in";
import { passingHead } from "../../titles";
import { BadLink } from "../bad-link";
import { CheckYourEmail } from "../check-your-email";
import { measurePassword } from "../choose-password";
import { firstPage } from "./first-page";
import { JoiningForm } from "./joining-form";

export const meta: MetaFunction = (args) => passingHead(args, "Join");

const readBrowser = (request: Request, { siteUrl }: ActionFunctionArgs["context"]) =>
  readIdentityCookie(request.headers.get("Cookie"), siteUrl);

export async function loader({ request, params: { secret = "" }, context }: LoaderFunctionArgs) {
  const { db, now } = context;
  const link = await findJoinLink(db, secret, now());
  const { name: siteName } = await readSite(db);
  if (!link.ok) return data({ link: null, siteName, reason: link.reason }, 410);
  const { kind, terms } = link;
  const person = terms.personId ? await findPersonById(db, terms.personId) : null;
  const identity = identityOf(terms, readBrowser(request, context));
  return data({
    siteName,
    reason: null,
    link: {
      kind,
      email: terms.email ?? null,
      role: terms.role ?? null,
      person: person && { name: person.name, handle: person.handle },
      suggested: terms.suggested ?? null,
      /** The provider that they come from, and the identity if they can sign in with it: only in the browser
       *  that was there. */
      from: terms.identity ? context.identityProviders.nameOf(terms.identity.issuer) : null,
      identity: identity?.label ?? null,
    },
  });
}

export async function action({ request, params: { secret = "" }, context }: ActionFunctionArgs) {
  const { db } = context;
  const now = context.now();
  const link = await findJoinLink(db, secret, now);
  // The page explains the reason.
  if (!link.ok) return data({ asked: null, values: {}, errors: {} as FormRefusal["errors"] }, 410);
  const needsEmail = !link.terms.email;
  if (needsEmail && link.kind !== "first-run") return writeToAddress(request, secret, link, context);

  const browser = readBrowser(request, context);
  const hasIdentity = identityOf(link.terms, browser) !== null;
  const ownSchema = hasIdentity ? joinWithoutPasswordSchema : joinSchema;
  const form = await parseForm(request, needsEmail ? emailSchema.extend(ownSchema.shape) : ownSchema);
  const { password = "", ...values } = form.values;
  const refuse = (status: number, errors: FormRefusal["errors"]) =>
    data({ asked: null, values, errors }, status);
  const { name: siteName } = await readSite(db);
  const errors = form.ok ? {} : { ...form.errors };
  const valid = ["name", "handle", "email"].flatMap((field) => (errors[field] ? [] : (values[field] ?? [])));
  if (!hasIdentity && !errors.password) {
    const known = [...valid, link.terms.email ?? "", siteName];
    const measured = await measurePassword(context, password, known);
    if (!measured.ok && measured.status !== 422) return refuse(measured.status, measured.errors);
    if (!measured.ok) Object.assign(errors, measured.errors);
  }
  if (form.ok && (await isHandleTaken(db, form.value.handle, link.terms.personId)))
    Object.assign(errors, { handle: explainAccountRefusal("account.handle-taken") });
  if (!form.ok || Object.keys(errors).length > 0) return refuse(422, errors);

  const passwordHash = hasIdentity ? null : await hashPassword(password);
  const email = "email" in form.value ? String(form.value.email) : undefined;
  const device = readDevice(request, context);
  const signInMethod = { email, passwordHash, browser };
  const joined = await join(context, secret, form.value, signInMethod, device, now);
  if (joined.ok) return redirectSignedIn(context, device, joined.secret, firstPage(joined.kind));
  if (joined.reason === "account.handle-taken")
    return refuse(422, { handle: explainAccountRefusal(joined.reason) });
  return refuse(422, { form: explainAccountRefusal(joined.reason) });
}

/** A link without an address: an e-mail must confirm the one that the person enters. */
async function writeToAddress(
  request: Request,
  secret: string,
  { kind, terms: { identity, suggested } }: { kind: JoinLink; terms: JoinTerms },
  context: ActionFunctionArgs["context"],
) {
  const form = await parseForm(request, emailSchema);
  const { values } = form;
  const refuse = (status: number, errors: FormRefusal["errors"]) =>
    data({ asked: null, values, errors }, status);
  if (!form.ok) return refuse(422, form.errors);
  const { email } = form.value;
  const wait = await context.accountLimits.secondsToWaitForEmail(context.clientAddress);
  if (wait > 0) return refuse(429, { form: explainEmailLimit(wait) });
  const along =
    kind === "invitation"
      ? { invitation: secret }
      : { ...(identity && { identity }), ...(suggested && { suggested }) };
  const asked = await askToJoin(context, email, context.now(), along);
  if (!asked.ok)
    return refuse(asked.reason === "join.invited-only" ? 403 : 410, {
      form: explainAccountRefusal(asked.reason),
    });
  return data({ asked: email, values, errors: {} as FormRefusal["errors"] });
}

export default function JoinLinkPage() {
  const { link, siteName, reason } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { secret = "" } = useParams();
  if (!link) return <BadLink reason={reason ?? "token.unknown"} again="/join" />;
  if (answer?.asked) return <CheckYourEmail address={answer.asked} again={`/join/${secret}`} />;
  const { values = {}, errors = {} } = (answer ?? {}) as Partial<FormRefusal>;
  return (
    <JoiningForm
      action={`/join/${secret}`}
      link={link}
      siteName={siteName}
      values={{ ...link.suggested, ...link.person, ...values }}
      errors={errors}
    />
  );
}
