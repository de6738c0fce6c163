import path from "node:path";
import {
  type ActionFunctionArgs,
  type AppLoadContext,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { getAccount } from "~/accounts/account.server";
import { mayNow } from "~/accounts/present-rights.server";
import { Form } from "~/design/form/form";
import { readValues } from "~/platform/http/body/form.server";
import {
  backUpAndRemoveSample,
  isNothing,
  isSampleComing,
  listSample,
  versionOf,
} from "~/portability/sample/remove-sample.server";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { reauthenticate } from "../../session/reauthenticate";
import { explainReauthentication, ReauthenticationField } from "../../session/reauthentication-field";
import { passingHead } from "../../titles";
import { ModeratingFrame } from "../moderating-frame";
import { SampleGone, SampleListed } from "./sample-listing";

export const handle: PageHandle = { act: "sample.remove" };
export const meta: MetaFunction = (args) => passingHead(args, "Remove the sample blog");

const HERE = "/moderation/sample";
/** A name that the removal gives its backup. */
const BACKUP = /^before-sample-remove-[\dTZ-]+\.tar\.gz$/;

export async function loader({ context }: LoaderFunctionArgs) {
  const { id, accountId } = memberOf(context);
  const { email, passwordHash } = await getAccount(context.db, accountId);
  const done = context.query("done").get("done") ?? "";
  const isComing = await isSampleComing(context.db, context.now());
  const listed = isComing ? null : await listSample(context);
  return onServer({
    ...{ as: id, email, hasPassword: passwordHash !== null, isComing },
    listed: listed && !isNothing(listed) ? listed : null,
    version: listed && versionOf(listed),
    backup: BACKUP.test(done) ? done : null,
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const member = memberOf(context);
  const { version, proof } = await readValues(request);
  const refuse = (status: number, errors: Record<string, string>) => data({ errors }, status);
  if (await isSampleComing(context.db, context.now()))
    return refuse(409, { form: WHY_NOT["sample.being-filled"] });
  const listed = await listSample(context);
  // Removed by another press of the button, or by another administrator.
  if (isNothing(listed)) return redirect(HERE, 303);
  const identity = await reauthenticate(context, member, proof);
  if (!identity.ok) return refuse(identity.status, explainReauthentication(identity));
  if (version !== versionOf(listed)) return refuse(409, { form: WHY_NOT["sample.changed"] });
  return remove(context, listed);
}

async function remove(context: AppLoadContext, listed: Awaited<ReturnType<typeof listSample>>) {
  const member = memberOf(context);
  const removed = await backUpAndRemoveSample(context, context.keepBackup, listed, context.now(), (db) =>
    mayNow(db, member, "sample.remove"),
  );
  if (removed.ok) return redirect(`${HERE}?done=${path.basename(removed.backup)}`, 303);
  switch (removed.reason) {
    case "sample.gone":
      return redirect(HERE, 303);
    case "sample.no-backup":
      return data({ errors: { form: `Nothing was removed, because ${removed.problem}` } }, 507);
    case "sample.answered":
    case "sample.settings-changed":
      return data({ errors: { form: WHY_NOT["sample.changed"] } }, 409);
    default:
      return data({ errors: { form: WHY_NOT[removed.reason] } }, 409);
  }
}

const WHY_NOT = {
  "sample.being-filled":
    "Nothing was removed: the sample blog is being published right now. Please try again in a minute.",
  "sample.changed":
    "Nothing was removed, because the sample blog or the site’s settings have changed since you opened this page. Please check the list below and remove it again.",
  "sample.not-allowed": "Nothing was removed, because you are no longer an administrator.",
};

export default function RemoveSample() {
  const { as, email, hasPassword, isComing, listed, version, backup } = useServerData<typeof loader>();
  const errors: Record<string, string> = useActionData<typeof action>()?.errors ?? {};
  return (
    <ModeratingFrame page="/moderation/site" title="Remove the sample blog">
      {listed ? (
        <>
          <SampleListed {...listed} />
          <p>
            A backup of the whole site is saved first, so that this can be undone from the command line. If it
            fails, nothing is removed.
          </p>
          <Form action={HERE} errors={errors} submit="Remove the sample blog" danger>
            <As id={as} />
            <input type="hidden" name="version" value={version ?? ""} />
            <ReauthenticationField email={email} hasPassword={hasPassword} error={errors.proof} />
          </Form>
          <ul className="ways-on">
            <li>
              <a href="/moderation/site">Cancel</a>
            </li>
          </ul>
        </>
      ) : isComing ? (
        <p>The sample blog is being published right now. Please come back in a minute.</p>
      ) : (
        <SampleGone backup={backup} />
      )}
    </ModeratingFrame>
  );
}
