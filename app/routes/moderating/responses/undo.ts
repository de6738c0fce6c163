import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { undoModeration } from "~/flows/moderating/moderate-responses.server";
import { readRowId } from "~/platform/database/rows/row-id";
import { readValues } from "~/platform/http/body/form.server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { refuseModerator } from "../../session/permission";
import { queuePath, readOrder } from "./moderation-form";

export const handle: PageHandle = { act: "response.moderate" };

export const loader = () => redirect("/moderation");

/** Undoes what the member did with one press. */
export async function action({ request, context }: ActionFunctionArgs) {
  const member = memberOf(context);
  const { entry, order } = await readValues(request);
  const entryId = readRowId(entry) ?? 0;
  const undone = await undoModeration(context, member, entryId, context.now());
  if (!undone.ok) throw refuseModerator(member);
  return redirect(queuePath(readOrder(order), entryId), 303);
}

/** A default export makes this a page, so that errors are shown as pages. */
export default function Undo() {
  return null;
}
