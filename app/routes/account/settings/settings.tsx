import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { getAccount } from "~/accounts/account.server";
import { countGuestComments } from "~/comments/guests/guest-comments.server";
import { formatDate } from "~/design/calendar";
import { Field } from "~/design/form/field";
import { Form } from "~/design/form/form";
import { changeProfile } from "~/flows/accounts/change-profile.server";
import { explainRefusal, statusOfRefusal } from "~/markdown/limits";
import { listInvitedByAddress } from "~/nominations/nomination.server";
import { InvitedResponses } from "~/nominations/own-invitation";
import { CitedNameFields } from "~/people/cited-name/cited-name-fields";
import { countRenamingsLeft } from "~/people/names/renaming.server";
import { MAX_RENAMINGS, profileSchema, RENAMINGS_DAYS } from "~/people/person.schema";
import { getProfile } from "~/people/person.server";
import { may } from "~/people/policy";
import { type FormRefusal, parseForm } from "~/platform/http/body/form.server";
import { readSite } from "~/site/site.server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { explainAccountRefusal } from "../../session/refusals";
import { passingHead } from "../../titles";
import { SettingsFrame } from "./settings-frame";

export const handle: PageHandle = { act: "account.manage" };

export const meta: MetaFunction = (args) => passingHead(args, "Your profile");

export async function loader({ context }: LoaderFunctionArgs) {
  const member = memberOf(context);
  const query = context.query("done", "joined");
  const { email } = await getAccount(context.db, member.accountId);
  return {
    earlier: query.has("joined") ? await countGuestComments(context.db, email) : 0,
    as: member.id,
    values: await getProfile(context.db, member.id),
    invited: query.has("joined") ? await listInvitedByAddress(context.db, email) : [],
    mayWrite: query.has("joined") && may(member, "post.write"),
    renamingsLeft: (await countRenamingsLeft(context.db, member.id, context.now())).left,
    done: query.has("joined")
      ? "Welcome! Your account is ready."
      : query.has("done")
        ? "Profile saved."
        : null,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const member = memberOf(context);
  const form = await parseForm(request, profileSchema);
  const refuse = (status: number, errors: FormRefusal["errors"]) =>
    data({ values: form.values, errors }, status);
  if (!form.ok) return refuse(422, form.errors);
  const edited = await changeProfile(context, member.id, form.value, context.now());
  if (edited.ok) return redirect("/settings?done", 303);
  if (edited.reason === "account.handle-taken")
    return refuse(422, { handle: explainAccountRefusal(edited.reason) });
  if (edited.reason === "person.renamed-often") {
    const day = formatDate(edited.until, "day", await readSite(context.db));
    const handle = `Please keep your handle for now: you changed it ${MAX_RENAMINGS} times in ${RENAMINGS_DAYS} days, the most allowed. You can change it again on ${day}.`;
    return refuse(422, { handle });
  }
  return refuse(statusOfRefusal(edited.reason), { bio: explainRefusal(edited.reason) });
}

export default function Settings() {
  const {
    as,
    values: kept,
    done,
    earlier,
    invited,
    mayWrite,
    renamingsLeft,
  } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const values: Record<string, string> = { ...kept, ...refused?.values };
  const errors: Record<string, string> = refused?.errors ?? {};
  return (
    <SettingsFrame page="/settings" title="Your profile" done={refused ? null : done}>
      <InvitedResponses invited={invited} />
      {mayWrite && invited.length === 0 ? (
        <p>
          You can write here: <a href="/write">write your first post</a>.
        </p>
      ) : null}
      {earlier > 0 ? (
        <p>
          {earlier === 1 ? "1 guest comment has" : `${earlier.toLocaleString("en")} guest comments have`} your
          e-mail address. <a href="/settings/comments">Add {earlier === 1 ? "it" : "them"} to your account</a>
          , if you wrote {earlier === 1 ? "it" : "them"}.
        </p>
      ) : null}
      <p>
        Everyone can see this on <a href={`/people/${kept.handle}`}>your profile</a>.
      </p>
      <Form action="/settings" errors={errors} submit="Save profile">
        <As id={as} />
        <Field
          name="name"
          label="Name"
          hint="The name that readers see. A pseudonym is welcome."
          value={values.name}
          error={errors.name}
          autoComplete="nickname"
          required
        />
        <Field
          name="handle"
          label="Handle"
          hint={`The address of your profile: /people/${kept.handle}. Links to an old handle lead to the new one. You can change it ${MAX_RENAMINGS} times in ${RENAMINGS_DAYS} days (${renamingsLeft} left).`}
          value={values.handle}
          error={errors.handle}
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <CitedNameFields values={values} errors={errors} isOwn />
        <Field
          name="bio"
          label="About you"
          hint="A few lines. Formatting: *italic*, **bold**, [link](https://…)."
          value={values.bio}
          error={errors.bio}
          lines={6}
        />
        <Field
          name="site"
          type="url"
          label="Website"
          value={values.site}
          error={errors.site}
          autoComplete="url"
        />
        <Field
          name="orcid"
          label="ORCID iD"
          hint="For example 0000-0002-1825-0097. Your profile links to your ORCID page."
          value={values.orcid}
          error={errors.orcid}
          autoCapitalize="none"
          spellCheck={false}
        />
      </Form>
    </SettingsFrame>
  );
}
