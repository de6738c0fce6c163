import type { ActionFunctionArgs } from "@remix-run/node";
import { changeDescription } from "~/flows/media/change-upload.server";
import { mediaFormSchema } from "~/media/media.schema";
import { readRowId } from "~/platform/database/rows/row-id";
import { parseForm } from "~/platform/http/body/form.server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { refuseScript } from "../../session/script-answer";

export const handle: PageHandle = { act: "media.edit", answersScript: true };

/** Notes what a picture shows that the editor's script has uploaded. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await parseForm(request, mediaFormSchema);
  if (!form.ok) return refuseScript(422, form.errors);
  const id = readRowId(params.id);
  const done = id === null ? null : await changeDescription(context, memberOf(context), id, form.value);
  if (done?.ok) return Response.json({});
  return refuseScript(404, { form: "This picture was removed meanwhile, or isn’t yours." });
}
