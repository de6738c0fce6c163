import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { commentPath } from "~/comments/comment";
import { DeleteCommentPage } from "~/comments/delete-comment-page";
import { findCommentToDelete } from "~/comments/portability/own-comments.server";
import { Time } from "~/design/calendar";
import { deleteComment } from "~/flows/responding/delete-comment.server";
import { may } from "~/people/policy";
import type { Member } from "~/people/viewer";
import { readRowId } from "~/platform/database/rows/row-id";
import { postPath } from "~/posts/post";
import { findCommentAddress } from "~/responses/responses.server";
import { notFound } from "../not-found";
import type { PageHandle } from "../page-handle";
import { As } from "../session/as";
import { memberOf } from "../session/member";
import { passingHead } from "../titles";
import { redirectToOutcome } from "./outcome";

export const handle: PageHandle = { act: "response.remove" };

export const meta: MetaFunction = (args) => passingHead(args, "Delete your comment");

export async function loader({ params: { id = "" }, context }: LoaderFunctionArgs) {
  const member = memberOf(context);
  return { as: member.id, comment: await getOwn(context, member, id) };
}

export async function action({ params: { id = "" }, context }: ActionFunctionArgs) {
  const member = memberOf(context);
  const { post } = await getOwn(context, member, id);
  const deleted = await deleteComment(context, member, Number(id), context.now());
  if (!deleted.ok) throw notFound("comment of yours");
  const place = await findCommentAddress(context.db, Number(id));
  const outcome = { act: "deleted" as const, commentId: Number(id) };
  return redirectToOutcome(place ?? `${postPath(post.slug)}#responses`, outcome, context.siteUrl);
}

async function getOwn({ db }: AppLoadContext, member: Member, id: string) {
  const commentId = readRowId(id);
  const comment = commentId === null ? null : await findCommentToDelete(db, commentId);
  if (!comment || !may(member, "response.remove", comment)) throw notFound("comment of yours");
  return comment;
}

export default function Remove() {
  const { as, comment } = useLoaderData<typeof loader>();
  return (
    <DeleteCommentPage
      kicker={
        <>
          {comment.number === null ? "Your comment on" : `Response ${comment.number} to`} ‘
          <bdi lang={comment.post.language ?? undefined}>{comment.post.title}</bdi>’
        </>
      }
      html={comment.html}
      line={<Time at={new Date(comment.createdAt)} style="moment" />}
      path={commentPath(comment.id)}
    >
      <As id={as} />
    </DeleteCommentPage>
  );
}
