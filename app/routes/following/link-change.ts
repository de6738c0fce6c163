import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { changeByLink } from "~/flows/following/link-page.server";
import { linkChangeSchema } from "~/following/following.schema";
import { readEnding } from "~/following/stop.server";
import { parseForm } from "~/platform/http/body/form.server";
import type { PageHandle } from "../page-handle";

export const handle: PageHandle = {};
export const loader = ({ params: { link = "" } }: LoaderFunctionArgs) =>
  redirect(`/following/by-link/${encodeURIComponent(link)}`);

/** Changes how somebody is told of one thing, or mutes it. One that has ended already is fine. */
export async function action({ request, params: { link = "" }, context }: ActionFunctionArgs) {
  const form = await parseForm(request, linkChangeSchema);
  if (!form.ok) throw data("Choose one of the ways that the page offers.", 422);
  const ending = readEnding(context.query("only").get("only"));
  const done = await changeByLink(context, link, ending, form.value.delivery, context.now());
  if (!done) throw data("This link doesn’t work any more.", 410);
  return redirect(`/following/by-link/${encodeURIComponent(link)}?done=saved`, 303);
}

/** A default export makes this a page, so that errors are shown as pages. */
export default function LinkChange() {
  return null;
}
