import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { countGuestComments } from "~/comments/guest-comments.server";
import { Choice } from "~/design/choice";
import { Form } from "~/design/form";
import { getAccount } from "~/people/account.server";
import { leaveSchema } from "~/people/leaving.schema";
import { FORMER_MEMBER } from "~/people/person";
import { signedOutHeaders } from "~/people/session-cookie";
import { type FormRefusal, parseForm } from "~/platform/http/form.server";
import { leave } from "~/publishing/leave.server";
import { passingHead } from "../titles";
import { As } from "./as";
import { getMember, getSender } from "./member";
import { explainDoubt, ProofField } from "./proof";
import { proveIdentity } from "./prove-identity";
import { explainAccountRefusal } from "./refusals";
import { SettingsFrame } from "./settings-frame";

export const meta: MetaFunction = (args) => passingHead(args, "Leave");

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { id, accountId } = getMember(context, request);
  const { email, passwordHash } = await getAccount(context.db, accountId);
  const earlier = await countGuestComments(context.db, email);
  const { keptBackups } = context;
  return { as: id, email, hasPassword: passwordHash !== null, earlier, keptBackups };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const member = await getSender(context, request);
  const form = await parseForm(request, leaveSchema);
  const { way = "", proof } = form.values;
  const refuse = (status: number, errors: FormRefusal["errors"]) => data({ way, errors }, status);
  if (!form.ok) return refuse(422, form.errors);
  const identity = await proveIdentity(context, member, proof);
  if (!identity.ok) return refuse(identity.status, explainDoubt(identity));
  const left = await leave(context, member, form.value.way, context.now());
  if (!left.ok) return refuse(409, { form: explainAccountRefusal(left.reason) });
  return redirect("/left", { status: 303, headers: signedOutHeaders(context.siteUrl) });
}

const OPTIONS = [
  {
    value: "anonymise",
    label: "Leave what I wrote, without my name",
    hint: `Posts and comments stay where they are, by “${FORMER_MEMBER}”. Nothing there leads to you.`,
  },
  {
    value: "remove",
    label: "Remove what I wrote",
    hint: "Where somebody has answered, a line without your name keeps the place of what you said, so that their words still follow from something. All else is deleted. Of a post that others wrote too, your name goes and the text stays.",
  },
];

export default function Leave() {
  const { as, email, hasPassword, earlier, keptBackups } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const errors: Record<string, string> = refused?.errors ?? {};
  return (
    <SettingsFrame page="/settings/data" title="Leave">
      <p>
        Your account is closed at once and for good: your name, your page, your address ({email}), your ways
        to sign in and your settings are deleted. You are signed out everywhere. Nobody else can take your
        handle: a hash of it is kept for that.
      </p>
      <p>
        Drafts, and posts that are not out yet, are deleted.{" "}
        {earlier > 0
          ? "What you wrote as a guest with this address is treated like all else that you wrote. "
          : null}
        You may first <a href="/settings/data">take everything along</a>.
      </p>
      <p>
        {keptBackups > 0
          ? `The site’s own backups hold what they held until they are replaced: the newest ${keptBackups} are kept.`
          : "Whoever runs the site may have backups that hold what they held."}{" "}
        A last letter says that it is done.
      </p>
      <Form action="/settings/data/leave" errors={errors} submit="Close my account for good" danger>
        <As id={as} />
        <Choice
          name="way"
          legend="What is to become of what you wrote?"
          options={OPTIONS}
          value={refused?.way}
          error={errors.way}
        />
        <ProofField email={email} hasPassword={hasPassword} error={errors.proof} />
      </Form>
      <ul className="ways-on">
        <li>
          <a href="/settings/data">Stay</a>
        </li>
      </ul>
    </SettingsFrame>
  );
}
