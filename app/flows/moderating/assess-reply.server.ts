// Asks the spam filter, and the spam service if one is set, about a reply before it is posted.

import type { ReplyInput } from "~/comments/comment.schema";
import type { Rendered } from "~/markdown/rendered";
import { type Assessment, assess, withCheck } from "~/moderation/spam/filter.server";
import type { Viewer } from "~/people/viewer";
import type { DatabaseClient } from "~/platform/database/database.server";
import { askSpamService, type Sender, type ServiceDeps } from "./ask-spam-service.server";
import { isKnown } from "./reason-to-hold.server";

/** What the spam filter thinks of a reply; null if the writer is a member, or a guest with a proof, who has an approved comment. It is asked before
 *  the transaction that adds the reply, so that nobody waits for it: what a word counted a moment ago is as good. Whether
 *  the reply is then held is decided in the transaction (reason-to-hold.server.ts). Without a `sender`, the service isn't asked. */
export async function assessReply(
  deps: ServiceDeps & { db: DatabaseClient },
  viewer: Viewer,
  { postId, input, text, isEdit = false }: SubmittedReply,
  sender: Sender | null,
): Promise<Assessment | null> {
  const { db } = deps;
  if (await isKnown(db, viewer)) return null;
  const { name, site } = viewer.kind === "guest" ? input : { name: "", site: "" };
  const assessment = await assess(db, { postId, html: text.html, name, site });
  const check = await askSpamService(deps, viewer, { postId, input, isEdit }, sender);
  return check ? withCheck(assessment, check) : assessment;
}

interface SubmittedReply {
  postId: number;
  input: ReplyInput;
  text: Pick<Rendered, "html">;
  isEdit?: boolean;
}
