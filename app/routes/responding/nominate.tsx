import {
  type ActionFunctionArgs,
  type AppLoadContext,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { commentPath } from "~/comments/comment";
import { findQueuedComment } from "~/comments/moderation/moderated-comments.server";
import { Form } from "~/design/form/form";
import { Prose } from "~/design/prose";
import { nominateResponse } from "~/flows/writing/nominate-response.server";
import { NOMINATIONS_PER_DAY, nominatePath } from "~/nominations/nomination";
import { hasNominated } from "~/nominations/nomination.server";
import { readRowId } from "~/platform/database/rows/row-id";
import { isReadable } from "~/visibility/status";
import { notFound } from "../not-found";
import { onServer, useServerData } from "../on-server";
import type { PageHandle } from "../page-handle";
import { As } from "../session/as";
import { memberOf } from "../session/member";
import { passingHead } from "../titles";

export const handle: PageHandle = { act: "response.nominate" };
export const meta: MetaFunction = (args) => passingHead(args, "Nominate a response");

/** A response that everyone can read, and whether the member has nominated it. */
export async function loader({ params: { id = "" }, context }: LoaderFunctionArgs) {
  const member = memberOf(context);
  const { id: commentId, html, guestName, person, personId } = await getPublic(context, id);
  const isNominated = await hasNominated(context.db, commentId, member.id);
  const name = person?.name ?? guestName ?? "Someone";
  return onServer({ as: member.id, id: commentId, html, name, isOwn: personId === member.id, isNominated });
}

export async function action({ params: { id = "" }, context }: ActionFunctionArgs) {
  const commentId = readRowId(id) ?? 0;
  const done = await nominateResponse(context, memberOf(context), commentId, context.now());
  if (done.ok) return redirect(nominatePath(commentId), 303);
  if (done.reason === "comment.not-found") throw notFound("comment");
  // The page says what to do with one's own.
  if (done.reason === "nomination.own") return data({ errors: {} }, 409);
  return data({ errors: { form: TOO_MANY } }, 429);
}

const TOO_MANY = `You have nominated ${NOMINATIONS_PER_DAY} responses within a day, which is the limit. Please try again tomorrow.`;

async function getPublic({ db }: AppLoadContext, param: string) {
  const comment = await findQueuedComment(db, readRowId(param) ?? 0);
  if (!comment || !isReadable(comment)) throw notFound("comment");
  return comment;
}

export default function Nominate() {
  const { as, id, html, name, isOwn, isNominated } = useServerData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <div className="account">
      <header className="page-head">
        {isOwn ? (
          <>
            <h1>This is your own response</h1>
            <p>
              You can’t nominate it. If your role lets you write posts, choose “Continue as a post” below the
              response.
            </p>
          </>
        ) : isNominated ? (
          <>
            <h1>You nominated this response</h1>
            <p role="status">
              Thank you. The editors see it, and decide whether to invite its writer to make it a post.
            </p>
          </>
        ) : (
          <>
            <h1>Could this be a post of its own?</h1>
            <p>
              If you nominate it, the editors see it, and may invite its writer to make it a post. Neither
              they nor the writer learn who nominated it.
            </p>
          </>
        )}
      </header>
      <div className="answered">
        <p className="response-line">
          <bdi>{name}</bdi>
        </p>
        <Prose html={html} />
      </div>
      {isOwn || isNominated ? null : (
        <Form action={nominatePath(id)} submit="Nominate this response" errors={refused?.errors}>
          <As id={as} />
        </Form>
      )}
      <ul className="ways-on">
        <li>
          <a href={commentPath(id)}>Back to the conversation</a>
        </li>
      </ul>
    </div>
  );
}
