import type { LoaderFunctionArgs } from "@remix-run/node";
import { findOwnComment } from "~/comments/moderation/moderated-comments.server";
import { may } from "~/people/policy";
import { readRowId } from "~/platform/database/rows/row-id";
import { isErased } from "~/visibility/status";
import { notFound } from "../../not-found";
import { onServer } from "../../on-server";
import { memberOf } from "../../session/member";
import { readOwnPage } from "./own-page";

/** The page of a member's own comment. An erased one has none. */
export async function loadOwn({ request, params, context }: LoaderFunctionArgs) {
  const member = memberOf(context);
  const comment = await findOwnComment(context.db, { id: readRowId(params.id) ?? 0 });
  const ownerIds = comment?.personId == null ? [] : [comment.personId];
  if (!comment || isErased(comment) || !may(member, "response.remove", { ownerIds }))
    throw notFound("comment of yours");
  return onServer({ as: member.id, ...(await readOwnPage(request, context, comment)) });
}
