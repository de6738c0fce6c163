import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { invitationSchema } from "~/accounts/joining/invitation.schema";
import { type InvitationRefusal, invite, listInvitations } from "~/accounts/joining/invitation.server";
import { newSecret } from "~/accounts/token.server";
import { NewerOlder } from "~/design/page-links";
import { readPageRequest } from "~/platform/database/paging";
import { type FormRefusal, parseForm } from "~/platform/http/body/form.server";
import { notFound } from "../../not-found";
import type { PageHandle } from "../../page-handle";
import { useSendsMail } from "../../sends-mail";
import { memberOf } from "../../session/member";
import { explainAccountRefusal } from "../../session/refusals";
import { passingHead } from "../../titles";
import { ModeratingFrame } from "../moderating-frame";
import { InvitationForm } from "./invitation-form";
import { InvitationList } from "./invitation-list";

export const handle: PageHandle = { act: "person.invite" };

export const meta: MetaFunction = (args) => passingHead(args, "Invitations");

export async function loader({ context }: LoaderFunctionArgs) {
  const { id } = memberOf(context);
  const asked = readPageRequest(context.query("before", "after"));
  const page = asked && (await listInvitations(context.db, asked, context.now()));
  if (!page)
    throw notFound("page of invitations", [{ href: "/moderation/invitations", title: "Newest invitations" }]);
  return { as: id, key: newSecret(), done: context.query("done").get("done"), ...page };
}

const FIELD_OF: Record<InvitationRefusal["reason"], string> = {
  "account.email-taken": "email",
  "invitation.nobody": "handle",
  "invitation.person-has-one": "handle",
  "invitation.not-yours": "form",
  "invitation.over": "form",
};

export async function action({ request, context }: ActionFunctionArgs) {
  const member = memberOf(context);
  const form = await parseForm(request, invitationSchema);
  const refuse = (errors: FormRefusal["errors"]) => data({ made: null, errors, values: form.values }, 422);
  if (!form.ok) return refuse(form.errors);
  const invited = await invite(context, member, form.value, context.now());
  if (!invited.ok) return refuse({ [FIELD_OF[invited.reason]]: explainAccountRefusal(invited.reason) });
  const made = { href: invited.href, email: form.value.email };
  return data({ made, errors: {} as FormRefusal["errors"], values: {} as FormRefusal["values"] });
}

const DONE = new Map(
  Object.entries({
    revoked: "Invitation revoked. Its link no longer works. To undo this, create a new invitation.",
    "too-late": "This invitation was already used or revoked.",
  }),
);

export default function Invitations() {
  const { as, key, done, items, newer, older } = useLoaderData<typeof loader>();
  const { made, errors, values } = useActionData<typeof action>() ?? {};
  return (
    <ModeratingFrame
      page="/moderation/invitations"
      title="Invitations"
      done={made || errors ? null : DONE.get(done ?? "")}
    >
      {made ? <Made {...made} /> : null}
      <section aria-labelledby="invite-title">
        <h2 id="invite-title">New invitation</h2>
        <InvitationForm as={as} formKey={key} values={values} errors={errors} />
      </section>
      <section aria-labelledby="invited-title">
        <h2 id="invited-title">Invitations</h2>
        <InvitationList as={as} invitations={items} />
        <NewerOlder path="/moderation/invitations" of="invitations" newer={newer} older={older} />
      </section>
    </ModeratingFrame>
  );
}

const Made = ({ href, email }: { href: string; email: string }) => (
  <section className="form-done" role="status" aria-label="The new invitation">
    <p>{explainMade(email, useSendsMail())}</p>
    <p className="secret-link">{href}</p>
    <p>Copy it now: you can’t see it again after you leave this page.</p>
  </section>
);

function explainMade(email: string, sendsMail: boolean): string {
  if (!email) return "Invitation created. Send this link to the person you want to invite. It works once:";
  return sendsMail
    ? `Invitation created. We’re sending it to ${email}. If the e-mail doesn’t arrive, pass on this link:`
    : `Invitation created. This site can’t send e-mail, so pass this link on to ${email} yourself:`;
}
