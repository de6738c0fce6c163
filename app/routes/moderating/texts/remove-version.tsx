import {
  type ActionFunctionArgs,
  type AppLoadContext,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { findVersion } from "~/comments/editing/cuts.server";
import { findCommentToModerate } from "~/comments/moderation/moderated-comments.server";
import { Time } from "~/design/calendar";
import { Form } from "~/design/form/form";
import { removeCommentVersion } from "~/flows/moderating/texts/cut-passage.server";
import { whyForOthers } from "~/flows/moderating/texts/may-change.server";
import { removalSchema } from "~/moderation/moderation.schema";
import { ReasonFields } from "~/moderation/reason-fields";
import { moderationPath } from "~/moderation/response-ref";
import { explainTextRefusal } from "~/moderation/texts/text-refusals";
import { readRowId } from "~/platform/database/rows/row-id";
import { parseForm } from "~/platform/http/body/form.server";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { refuseModerator } from "../../session/permission";
import { passingHead } from "../../titles";
import { ModeratingFrame } from "../moderating-frame";
import { moderationLinks } from "../responses/moderation-links";

export const handle: PageHandle = { act: "response.moderate" };
export const links = moderationLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Remove an earlier version");

async function getVersion(context: AppLoadContext, params: { id?: string; number?: string }) {
  const id = readRowId(params.id) ?? 0;
  const comment = await findCommentToModerate(context.db, id);
  const version = comment && (await findVersion(context.db, id, readRowId(params.number) ?? 0));
  if (!version) throw notFound("version");
  const forOthers = await whyForOthers(context.db, memberOf(context), comment);
  return { id, version: forOthers ? { ...version, source: "" } : version, forOthers };
}

export async function loader({ params, context }: LoaderFunctionArgs) {
  return onServer({ as: memberOf(context).id, ...(await getVersion(context, params)) });
}

/** Removes the version's text for good. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { id, version } = await getVersion(context, params);
  const member = memberOf(context);
  const form = await parseForm(request, removalSchema);
  if (!form.ok) return data({ errors: form.errors, values: form.values }, 422);
  const asked = { id, number: version.number, why: form.value };
  const removed = await removeCommentVersion(context, member, asked, context.now());
  if (removed.ok) return redirect(`/moderation?done=${removed.entryId}`, 303);
  if (removed.reason === "moderation.not-allowed") throw refuseModerator(member);
  return data({ errors: { form: explainTextRefusal(removed.reason) }, values: form.values }, 409);
}

export default function RemoveCommentVersion() {
  const { as, id, version, forOthers } = useServerData<typeof loader>();
  const refused = useActionData<typeof action>();
  const errors: Record<string, string> | undefined = refused?.errors;
  const back = moderationPath({ kind: "comment", id });
  return (
    <ModeratingFrame page="/moderation" title={`Remove version ${version.number} from the history?`}>
      <p className="kicker">
        Written <Time at={version.createdAt} style="moment" />
      </p>
      {version.removedAt ? (
        <p>
          It was removed on <Time at={version.removedAt} style="moment" />.
        </p>
      ) : forOthers ? (
        <p>{explainTextRefusal(forOthers)}</p>
      ) : (
        <>
          <blockquote className="moderated-parent version-source" dir="auto">
            {version.source}
          </blockquote>
          <p>
            Its text is deleted. You can’t undo this. The history tells readers that a version was removed,
            and the writer is told the reason. Backups that were made before still have it.
          </p>
          <p>Other versions, and the comment as it stands, may have the same passage: look at those, too.</p>
          <Form action={`${back}/versions/${version.number}`} submit="Remove version" danger errors={errors}>
            <As id={as} />
            <ReasonFields values={refused?.values} errors={errors} />
          </Form>
        </>
      )}
      <ul className="ways-on">
        <li>
          <a href={back}>Back to the comment</a>
        </li>
      </ul>
    </ModeratingFrame>
  );
}
