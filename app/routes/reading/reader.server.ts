import type { AppLoadContext } from "@remix-run/node";
import { listModeratorIds } from "~/accounts/moderators.server";
import { listMutedIds } from "~/accounts/mute.server";
import { may } from "~/people/policy";
import { type FiledPost, ownersOf } from "~/posts/post";

/** What of a post's page depends on its reader: what they may do, and whom they have muted. And who moderates. Without a post, nothing that only its
 *  owners may do. */
export async function readReader(
  { db, parts, viewer }: AppLoadContext,
  post: Pick<FiledPost, "submitterId" | "writers"> | null,
) {
  const member = viewer.kind === "person" ? viewer : null;
  const owners = member && post && ownersOf(post);
  const mayTo = (act: "post.edit-draft" | "response.hold" | "conversation.close") =>
    owners !== null && may(viewer, act, owners);
  return {
    readerId: member?.id ?? null,
    moderates: may(viewer, "response.moderate"),
    mayContinue: may(viewer, "post.write"),
    mayNominate: may(viewer, "response.nominate"),
    mayEdit: mayTo("post.edit-draft"),
    mayHold: mayTo("response.hold"),
    mayClose: mayTo("conversation.close"),
    moderatorIds: await listModeratorIds(db, parts),
    mutedIds: member ? await listMutedIds(db, member.accountId) : new Set<number>(),
  };
}
