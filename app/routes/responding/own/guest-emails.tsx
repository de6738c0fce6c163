import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { guestEmailsPath } from "~/comments/guests/guest-email";
import { Form } from "~/design/form/form";
import { readGuestEmails, turnGuestEmails } from "~/flows/guests/confirm-address.server";
import { readValues } from "~/platform/http/body/form.server";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { SECRET_HEADERS } from "../../secret-headers";
import { explainAccountRefusal } from "../../session/refusals";
import { passingHead } from "../../titles";

/** A mail client's one-click request (RFC 8058) has no Origin. */
export const handle: PageHandle = { fromAnywhere: true };
export const meta: MetaFunction = (args) => passingHead(args, "E-mail about your replies");
export const headers: HeadersFunction = () => SECRET_HEADERS;

export async function loader({ params: { secret = "" }, context }: LoaderFunctionArgs) {
  const read = await readGuestEmails(context.db, secret, context.now());
  const page = read.ok ? { on: read.on, reason: null } : { on: false, reason: read.reason };
  return onServer({ secret, ...page });
}

/** Turns a guest's e-mails off, for a person's press and a mail client's request, or on again. */
export async function action({ request, params: { secret = "" }, context }: ActionFunctionArgs) {
  const on = (await readValues(request)).emails === "on";
  const done = await turnGuestEmails(context, secret, on, context.now());
  return data({ done }, done ? 200 : 410);
}

export default function GuestEmails() {
  const { secret, on, reason } = useServerData<typeof loader>();
  const { done } = useActionData<typeof action>() ?? {};
  if (reason)
    return (
      <div className="notice">
        <h1>This link doesn’t work</h1>
        <p>{explainAccountRefusal(reason)}</p>
      </div>
    );
  return (
    <div className="account">
      <header className="page-head">
        <h1>{on ? "E-mails about your replies are on" : "E-mails about your replies are off"}</h1>
        {on ? (
          <p>
            You get an e-mail when a moderator decides about a reply for which you asked for it as a guest.
            What you follow has a link of its own, at the end of each e-mail.
          </p>
        ) : (
          <p>
            This site sends no e-mail about guests’ replies to your address, and doesn’t ask you to confirm
            it, whoever enters it.
          </p>
        )}
      </header>
      {done ? (
        <p className="form-done" role="status">
          {on ? "You turned them on." : "You turned them off."}
        </p>
      ) : null}
      <Form
        action={guestEmailsPath(secret)}
        submit={on ? "Turn off these e-mails" : "Turn them on again"}
        quiet={!on}
      >
        <input type="hidden" name="emails" value={on ? "off" : "on"} />
      </Form>
    </div>
  );
}
