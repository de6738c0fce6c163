import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { commentPath } from "~/comments/comment";
import { findOwnComment } from "~/comments/comment-removal.server";
import { Time } from "~/design/calendar";
import { Form } from "~/design/form/form";
import { Prose } from "~/design/prose";
import { removeComment } from "~/flows/remove-comments.server";
import { may } from "~/people/policy";
import type { Member } from "~/people/viewer";
import { readRowId } from "~/platform/database/row-id";
import { postPath } from "~/posts/post";
import { findCommentAddress } from "~/responses/responses.server";
import { notFound } from "../not-found";
import { As } from "../session/as";
import { getMember, getSender } from "../session/member";
import { passingHead } from "../titles";
import { leadToOutcome } from "./outcome";

export const meta: MetaFunction = (args) => passingHead(args, "Delete your comment");

export async function loader({ request, params: { id = "" }, context }: LoaderFunctionArgs) {
  const member = getMember(context, request);
  return { as: member.id, comment: await getOwn(context, member, id) };
}

export async function action({ request, params: { id = "" }, context }: ActionFunctionArgs) {
  const member = await getSender(context, request);
  const { post } = await getOwn(context, member, id);
  const removed = await removeComment(context, member, Number(id));
  if (!removed.ok) throw notFound("comment of yours");
  const place = await findCommentAddress(context.db, Number(id));
  const outcome = { act: "deleted" as const, commentId: Number(id) };
  return leadToOutcome(place ?? `${postPath(post.slug)}#responses`, outcome, context.siteUrl);
}

async function getOwn({ db }: AppLoadContext, member: Member, id: string) {
  const commentId = readRowId(id);
  const own = commentId === null ? null : await findOwnComment(db, commentId, member.id);
  if (!own || !may(member, "response.remove", { ownerIds: [member.id] })) throw notFound("comment of yours");
  return own;
}

export default function Remove() {
  const { as, comment } = useLoaderData<typeof loader>();
  return (
    <div className="account">
      <header className="page-head">
        <p className="kicker">
          Response {comment.number} to ‘<bdi>{comment.post.title}</bdi>’
        </p>
        <h1>Delete this comment?</h1>
        <p>
          You can’t undo this. If someone has replied to it or linked to it, the line “Deleted by its author”
          stays in its place, without your name.
        </p>
      </header>
      <div className="answered">
        <p className="response-line">
          <Time at={new Date(comment.createdAt)} style="moment" />
        </p>
        <Prose html={comment.html} />
      </div>
      <Form action={`${commentPath(comment.id)}/remove`} submit="Delete comment" danger>
        <As id={as} />
      </Form>
      <ul className="ways-on">
        <li>
          <a href={commentPath(comment.id)}>Cancel</a>
        </li>
      </ul>
    </div>
  );
}
