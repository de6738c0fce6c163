import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { findCommentAddress } from "~/responses/responses.server";
import { notFound } from "../not-found";

/** The lasting address of a comment: leads to wherever it stands now. */
export async function loader({ params: { id = "" }, context }: LoaderFunctionArgs) {
  const address = /^[1-9]\d{0,14}$/.test(id) ? await findCommentAddress(context.db, Number(id)) : null;
  if (!address) throw notFound("comment");
  return redirect(address);
}

/** Makes this a page, so that a comment that isn't there is answered with one. */
export default function Comment() {
  return null;
}
