import type { AppLoadContext } from "@remix-run/node";
import { hashSecret } from "~/accounts/token.server";
import { findOwnComment, type OwnComment } from "~/comments/moderation/moderated-comments.server";
import { isErased } from "~/visibility/status";
import { notFound } from "../../not-found";

/** A guest's comment by the secret of its link. An erased one has none. */
export async function getBySecret({ db }: AppLoadContext, secret: string): Promise<OwnComment> {
  const comment = secret ? await findOwnComment(db, { secretHash: hashSecret(secret) }) : null;
  if (!comment || isErased(comment)) throw notFound("reply of yours");
  return comment;
}
