import {
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  redirect,
} from "@remix-run/node";
import { secretPath } from "~/comments/comment";
import { withdrawOwnEdit } from "~/flows/responding/edit-comment.server";
import type { PageHandle } from "../../../page-handle";
import { SECRET_HEADERS } from "../../../secret-headers";
import { redirectToOutcome } from "../../outcome";
import { getBySecret } from "../by-secret";

export const handle: PageHandle = {};
export const headers: HeadersFunction = () => SECRET_HEADERS;

export async function loader({ params: { secret = "" }, context }: LoaderFunctionArgs) {
  await getBySecret(context, secret);
  return redirect(secretPath(secret), { headers: SECRET_HEADERS });
}

/** A guest withdraws their edit that waits for a moderator. */
export async function action({ params: { secret = "" }, context }: ActionFunctionArgs) {
  const { id } = await getBySecret(context, secret);
  const isWithdrawn = await withdrawOwnEdit(context, { secret });
  const answer = isWithdrawn
    ? redirectToOutcome(secretPath(secret), { act: "edit-withdrawn", commentId: id }, context.siteUrl)
    : redirect(secretPath(secret), 303);
  for (const [name, value] of Object.entries(SECRET_HEADERS)) answer.headers.set(name, value);
  return answer;
}

/** A default export makes this a page, so that errors are shown as pages. */
export default function WithdrawBySecret() {
  return null;
}
