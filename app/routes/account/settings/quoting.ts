import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { setQuotable } from "~/people/quoting/quotable.server";
import { readValues } from "~/platform/http/body/form.server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { readSwitch } from "../switch";

export const handle: PageHandle = { act: "account.manage" };

/** Says whether the member's responses may be quoted elsewhere. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { id } = memberOf(context);
  const { quotable } = await readValues(request);
  const may = readSwitch(
    quotable,
    "Open Your data again, and choose there whether your responses may be quoted.",
  );
  await setQuotable(context.db, id, may);
  return redirect("/settings/data?done=quoting", 303);
}

export const loader = () => redirect("/settings/data");

/** A default export makes this a page, so that errors are shown as pages. */
export default function Quoting() {
  return null;
}
