import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { getAccount } from "~/accounts/account.server";
import { leaveSchema } from "~/accounts/leaving.schema";
import { signedOutHeaders } from "~/accounts/session/session-cookie";
import { countGuestComments } from "~/comments/guests/guest-comments.server";
import { Choice } from "~/design/form/choice";
import { Form } from "~/design/form/form";
import { leave } from "~/flows/accounts/leave.server";
import { FORMER_MEMBER } from "~/people/person";
import { type FormRefusal, parseForm } from "~/platform/http/body/form.server";
import type { PageHandle } from "../../page-handle";
import { useSendsMail } from "../../sends-mail";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { reauthenticate } from "../../session/reauthenticate";
import { explainReauthentication, ReauthenticationField } from "../../session/reauthentication-field";
import { explainAccountRefusal } from "../../session/refusals";
import { passingHead } from "../../titles";
import { SettingsFrame } from "./settings-frame";

export const handle: PageHandle = { act: "account.manage" };

export const meta: MetaFunction = (args) => passingHead(args, "Delete your account");

export async function loader({ context }: LoaderFunctionArgs) {
  const { id, accountId } = memberOf(context);
  const { email, passwordHash } = await getAccount(context.db, accountId);
  const earlier = await countGuestComments(context.db, email);
  const { keptBackups } = context;
  return { as: id, email, hasPassword: passwordHash !== null, earlier, keptBackups };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const member = memberOf(context);
  const form = await parseForm(request, leaveSchema);
  const { way = "", proof } = form.values;
  const refuse = (status: number, errors: FormRefusal["errors"]) => data({ way, errors }, status);
  if (!form.ok) return refuse(422, form.errors);
  const identity = await reauthenticate(context, member, proof);
  if (!identity.ok) return refuse(identity.status, explainReauthentication(identity));
  const left = await leave(context, member, form.value.way, context.now());
  if (!left.ok) return refuse(409, { form: explainAccountRefusal(left.reason) });
  return redirect("/left", { status: 303, headers: signedOutHeaders(context.siteUrl) });
}

const OPTIONS = [
  {
    value: "anonymise",
    label: "Keep my posts and comments, without my name",
    hint: `They stay where they are, by “${FORMER_MEMBER}”. Nothing connects them to you.`,
  },
  {
    value: "remove",
    label: "Delete my posts and comments",
    hint: "Where someone replied, a line without your name keeps the place, so that the replies still make sense. Posts that you wrote with others stay, without your name.",
  },
];

export default function Leave() {
  const { as, email, hasPassword, earlier, keptBackups } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const sendsMail = useSendsMail();
  const errors: Record<string, string> = refused?.errors ?? {};
  return (
    <SettingsFrame page="/settings/data" title="Delete your account">
      <p>
        This deletes your account at once, and can’t be undone: your name, your profile, your e-mail address (
        {email}), your sign-in methods and your settings. You are signed out on all your devices. No one else
        can use your handle: we keep a hash of it for that.
      </p>
      <p>
        Your drafts and scheduled posts are deleted too.{" "}
        {earlier > 0
          ? "Comments that you posted as a guest with this address are treated like your other comments. "
          : null}
        You can <a href="/settings/data">export your data</a> first.
      </p>
      <p>
        {keptBackups > 0
          ? `The site’s backups contain your data until newer ones replace them; the newest ${keptBackups} are kept.`
          : "The administrator may have backups that contain your data."}{" "}
        {sendsMail ? "We’ll confirm by e-mail when your account is deleted." : null}
      </p>
      <Form action="/settings/data/leave" errors={errors} submit="Delete my account" danger>
        <As id={as} />
        <Choice
          name="way"
          legend="What should happen to your posts and comments?"
          options={OPTIONS}
          value={refused?.way}
          error={errors.way}
        />
        <ReauthenticationField email={email} hasPassword={hasPassword} error={errors.proof} />
        {/* Named like a password field: a form with `proof` is never offered again after someone else has
            signed in, where it would be a button that deletes their account. */}
        {hasPassword ? null : <input type="hidden" name="proof" value="" />}
      </Form>
      <ul className="ways-on">
        <li>
          <a href="/settings/data">Cancel</a>
        </li>
      </ul>
    </SettingsFrame>
  );
}
