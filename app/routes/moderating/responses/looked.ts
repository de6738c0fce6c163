import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { finishSecondLook } from "~/flows/moderating/second-look.server";
import { notFound } from "../../not-found";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { refuseModerator } from "../../session/permission";
import { readResponseRef } from "./moderation-form";

export const handle: PageHandle = { act: "response.moderate" };

export const loader = () => redirect("/moderation");

/** Ends a second look: what was decided stays as it is. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const member = memberOf(context);
  const done = await finishSecondLook(context, member, readResponseRef(request, params.id), context.now());
  if (done.ok) return redirect("/moderation", 303);
  if (done.reason === "moderation.not-allowed") throw refuseModerator(member);
  throw notFound("response");
}

/** A default export makes this a page, so that errors are shown as pages. */
export default function Looked() {
  return null;
}
