import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { readValues } from "~/platform/http/body/form.server";
import { slugSchema } from "~/posts/post.schema";
import { setReadParts } from "~/series/reading/read-parts.server";
import { seriesPath } from "~/series/series";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { readSwitch } from "../switch";

export const handle: PageHandle = { act: "account.manage" };

/** Turns on or off that the site keeps which parts of series the member marks as read. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { accountId } = memberOf(context);
  const { kept, series } = await readValues(request);
  const keeps = readSwitch(
    kept,
    "Open Your data again, and choose there whether the site keeps what you read.",
  );
  await setReadParts(context.db, accountId, keeps);
  const from = slugSchema.safeParse(series);
  return redirect(
    from.success ? `${seriesPath(from.data)}#your-reading` : "/settings/data?done=read-parts",
    303,
  );
}

export const loader = () => redirect("/settings/data");

/** A default export makes this a page, so that errors are shown as pages. */
export default function ReadParts() {
  return null;
}
