import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { getAccount } from "~/accounts/account.server";
import { countGuestComments } from "~/comments/guests/guest-comments.server";
import { Form } from "~/design/form/form";
import { isQuotable } from "~/people/quoting/quotable.server";
import { QuotingForm } from "~/people/quoting/quoting-form";
import { type FormRefusal, readValues } from "~/platform/http/body/form.server";
import { exportPerson } from "~/portability/export/export-person.server";
import { KEPT, NOT_KEPT, ReadPartsForm } from "~/series/reading/reading-switch";
import { Attachment } from "../../attachment";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { reauthenticate } from "../../session/reauthenticate";
import { explainReauthentication, ReauthenticationField } from "../../session/reauthentication-field";
import { explainAccountRefusal } from "../../session/refusals";
import { passingHead } from "../../titles";
import { SettingsFrame } from "./settings-frame";

export const handle: PageHandle = { act: "account.manage" };

export const meta: MetaFunction = (args) => passingHead(args, "Your data");

export async function loader({ context }: LoaderFunctionArgs) {
  const { id, accountId, readMarks, readParts } = memberOf(context);
  const { email, passwordHash } = await getAccount(context.db, accountId);
  const earlier = await countGuestComments(context.db, email);
  const quotable = await isQuotable(context.db, id);
  const done = context.query("done").get("done");
  const hasPassword = passwordHash !== null;
  return {
    as: id,
    email,
    hasPassword,
    earlier,
    readMarks,
    readParts,
    quotable,
    done: tellDone(done, { readMarks, readParts, quotable }),
  };
}

/** What was just turned on or off; null if nothing was. */
function tellDone(
  done: string | null,
  { readMarks, readParts, quotable }: Record<"readMarks" | "readParts" | "quotable", boolean>,
) {
  if (done === "read-marks")
    return readMarks
      ? "From now on, new responses are marked."
      : "New responses are no longer marked. What the site knew of your visits is deleted.";
  if (done === "read-parts")
    return readParts
      ? "You can now mark the parts of a series as read."
      : "What you marked as read in series is deleted, and nothing more is kept.";
  if (done === "quoting")
    return quotable
      ? "Your responses may be quoted elsewhere again."
      : "Your responses aren’t quoted elsewhere any more.";
  return null;
}

/** Answers with the export file. */
export async function action({ request, context }: ActionFunctionArgs) {
  const member = memberOf(context);
  const { proof } = await readValues(request);
  const refuse = (status: number, errors: FormRefusal["errors"]) => data({ errors }, status);
  const identity = await reauthenticate(context, member, proof);
  if (!identity.ok) return refuse(identity.status, explainReauthentication(identity));
  const made = await exportPerson(context, member, context.now());
  if (!made.ok) return refuse(422, { form: explainAccountRefusal(made.reason) });
  return new Attachment(made.zip, `${member.handle}.zip`);
}

export default function Data() {
  const { as, email, hasPassword, earlier, readMarks, readParts, quotable, done } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors: Record<string, string> = answer && "errors" in answer ? answer.errors : {};
  return (
    <SettingsFrame page="/settings/data" title="Your data" done={answer ? null : done}>
      <p>
        <a href="/privacy">Privacy</a>: what this site stores about you, for how long, and who can see it.
      </p>
      <h2>Earlier comments</h2>
      <p>
        {earlier > 0 ? (
          <>
            <a href="/settings/comments">
              {earlier === 1 ? "1 comment" : `${earlier.toLocaleString("en")} comments`}
            </a>{" "}
            posted as a guest with your e-mail address. You can add {earlier === 1 ? "it" : "them"} to your
            account.
          </>
        ) : (
          "There are no guest comments with your e-mail address."
        )}
      </p>
      <h2>Pictures</h2>
      <p>
        <a href="/media">What you uploaded</a>, and where it stands. You can describe, replace and remove it.
      </p>
      <h2>New responses</h2>
      <p>
        {readMarks
          ? "When you come back to a conversation, responses since your last visit are marked as new. For this, the site keeps the number of the last response that you saw. Only you can see it. Turning this off deletes it."
          : "The site doesn’t keep how far you have read, so new responses aren’t marked."}
      </p>
      <Form
        action="/settings/read-marks"
        submit={readMarks ? "Stop marking new responses" : "Mark new responses"}
        quiet
      >
        <As id={as} />
        <input type="hidden" name="marks" value={readMarks ? "off" : "on"} />
      </Form>
      <h2>Your reading of series</h2>
      <p>{readParts ? KEPT : NOT_KEPT}</p>
      <ReadPartsForm member={{ id: as, readParts }} />
      <h2>Your responses elsewhere</h2>
      <QuotingForm person={as} quotable={quotable} />
      <h2>Export your data</h2>
      <p>
        Download a zip file with everything you wrote, as Markdown that you can import elsewhere, and
        everything this site stores about you.
      </p>
      <Form action="/settings/data" errors={errors} submit="Export your data">
        <As id={as} />
        <ReauthenticationField email={email} hasPassword={hasPassword} error={errors.proof} />
      </Form>
      <h2>Delete your account</h2>
      <p>
        You can <a href="/settings/data/leave">delete your account</a>, and choose what happens to your posts
        and comments.
      </p>
    </SettingsFrame>
  );
}
