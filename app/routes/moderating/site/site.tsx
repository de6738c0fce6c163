import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { changeSettings } from "~/flows/change-settings.server";
import { isSampleHere } from "~/flows/first-steps.server";
import { explainRefusal, statusOfRefusal } from "~/markdown/limits";
import { type FormRefusal, parseForm } from "~/platform/http/body/form.server";
import { MAX_TEXT_FORM_BYTES } from "~/platform/http/request/route-rules";
import { settingsForm } from "~/site/site.schema";
import { readSettings } from "~/site/site.server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { ModeratingFrame } from "../moderating-frame";
import { explainDifferences } from "./changed-meanwhile";
import { SettingsForm } from "./settings-form";

export const handle: PageHandle = { act: "settings.update", maxBodyBytes: MAX_TEXT_FORM_BYTES };

export const meta: MetaFunction = (args) => passingHead(args, "Site settings");

export async function loader({ context }: LoaderFunctionArgs) {
  const { id } = memberOf(context);
  const done = context.query("done").has("done");
  const hasSample = await isSampleHere(context.db);
  return { as: id, done, hasSample, ...(await readSettings(context.db)) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, settingsForm);
  const { as: _, version = "", ...values } = form.values;
  const refuse = (status: number, errors: FormRefusal["errors"], since = version) =>
    data({ values, errors, version: since }, status);
  if (!form.ok) return refuse(422, form.errors);
  const changed = await changeSettings(context, form.value, version, context.now());
  if (changed.ok) return redirect("/moderation/site?done", 303);
  if (changed.reason === "site.refused-text") {
    const reasons = Object.entries(changed.refused);
    const status = Math.max(...reasons.map(([, reason]) => statusOfRefusal(reason)));
    return refuse(
      status,
      Object.fromEntries(reasons.map(([name, reason]) => [name, explainRefusal(reason)])),
    );
  }
  const now = await readSettings(context.db);
  return refuse(409, explainDifferences(form.value, now.settings), now.version);
}

export default function Site() {
  const { as, done, hasSample, settings, version } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <ModeratingFrame
      page="/moderation/site"
      title="Site settings"
      done={done && !refused ? "Settings saved." : null}
    >
      <SettingsForm
        as={as}
        version={refused?.version ?? version}
        values={{ ...settings, closeAfterDays: String(settings.closeAfterDays || ""), ...refused?.values }}
        errors={refused?.errors}
      />
      {hasSample ? (
        <ul className="ways-on">
          <li>
            <a href="/moderation/sample">Remove the sample blog</a>
          </li>
        </ul>
      ) : null}
    </ModeratingFrame>
  );
}
