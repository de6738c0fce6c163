import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { secretPath } from "~/comments/comment";
import { rememberByReply } from "~/flows/guests/remember-by-reply.server";
import { notFound } from "../../not-found";
import type { PageHandle } from "../../page-handle";
import { SECRET_HEADERS } from "../../secret-headers";
import { getBySecret } from "./by-secret";
import { rememberIn, withProof } from "./guest-browser";

export const handle: PageHandle = {};

/** Whoever reloads the answer of the form gets to its page. */
export const loader = ({ params: { secret = "" } }: LoaderFunctionArgs) => toPage(secret, new Headers());

/** Remembers a guest on this device, or forgets them, for whoever has the secret of a reply. */
export async function action({ request, params: { secret = "" }, context }: ActionFunctionArgs) {
  const { id } = await getBySecret(context, secret);
  const viewer = withProof(context.viewer, request, context.siteUrl);
  const forget = new URL(request.url).pathname.endsWith("/forget");
  const remembered = await rememberByReply(context, viewer, { id, forget }, context.now());
  if (!remembered.ok) throw notFound("reply of yours");
  const headers = new Headers();
  rememberIn(headers, remembered.browser, context.siteUrl);
  return toPage(secret, headers);
}

function toPage(secret: string, headers: Headers): Response {
  for (const [name, value] of Object.entries(SECRET_HEADERS)) headers.set(name, value);
  return redirect(encodeURI(secretPath(secret)), { status: 303, headers });
}
