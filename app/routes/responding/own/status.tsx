import type { AppLoadContext, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { commentPath } from "~/comments/comment";
import { whyNotEditable } from "~/comments/editing/editing";
import { findOwnComment } from "~/comments/moderated-comments.server";
import { findLastEntry } from "~/moderation/log.server";
import { OwnReply } from "~/moderation/own-reply";
import { may } from "~/people/policy";
import { readRowId } from "~/platform/database/row-id";
import { isErased } from "~/visibility/status";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { isEdited } from "../outcome";

export const handle: PageHandle = { act: "response.remove" };
export const meta: MetaFunction = (args) => passingHead(args, "Your reply");

/** The state of a member's own comment. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const member = memberOf(context);
  const comment = await findOwnComment(context.db, { id: readRowId(params.id) ?? 0 });
  const ownerIds = comment?.personId == null ? [] : [comment.personId];
  if (!comment || isErased(comment) || !may(member, "response.remove", { ownerIds }))
    throw notFound("comment of yours");
  const mayEdit = whyNotEditable(comment, context.now()) === null;
  return onServer({
    comment,
    mayEdit,
    isSaved: isEdited(request, context),
    decision: await findDecision(context, comment.id),
  });
}

const findDecision = ({ db }: AppLoadContext, id: number) => findLastEntry(db, { kind: "comment", id });

export default function Status() {
  const { comment, mayEdit, isSaved, decision } = useServerData<typeof loader>();
  return (
    <OwnReply
      comment={comment}
      decision={decision}
      isSaved={isSaved}
      ways={
        <>
          {mayEdit ? (
            <li>
              <a href={`${commentPath(comment.id)}/edit`}>Edit it</a>
            </li>
          ) : null}
          <li>
            <a href={`${commentPath(comment.id)}/remove`}>Delete it</a>
          </li>
        </>
      }
    />
  );
}
