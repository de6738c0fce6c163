import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { setReadMarks } from "~/flows/read-marks.server";
import { readValues } from "~/platform/http/body/form.server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { readSwitch } from "../switch";

export const handle: PageHandle = { act: "account.manage" };

/** Turns on or off that the site notes how far the member has read conversations. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { accountId } = memberOf(context);
  const { marks } = await readValues(request);
  const notes = readSwitch(
    marks,
    "Open Your data again, and choose there whether the site notes how far you read.",
  );
  await setReadMarks(context.db, accountId, notes);
  return redirect("/settings/data?done=read-marks", 303);
}

export const loader = () => redirect("/settings/data");

/** A default export makes this a page, so that errors are shown as pages. */
export default function ReadMarks() {
  return null;
}
