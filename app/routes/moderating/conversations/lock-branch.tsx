import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { commentPath } from "~/comments/comment";
import { findQueuedComment } from "~/comments/moderation/moderated-comments.server";
import { findCommentPlace } from "~/comments/thread/comment-places.server";
import { Field } from "~/design/form/field";
import { Form } from "~/design/form/form";
import { lockBranch } from "~/flows/moderating/lock-branch.server";
import { ModeratedComment } from "~/moderation/moderated-response";
import { readRowId } from "~/platform/database/rows/row-id";
import { parseForm } from "~/platform/http/body/form.server";
import { lockForm } from "~/posts/conversation/closing";
import { readReplyRules } from "~/posts/conversation/closing.server";
import { describeLock, findLock, MAX_LOCKED_BRANCHES } from "~/posts/conversation/locked-branches";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { refuseModerator } from "../../session/permission";
import { passingHead } from "../../titles";
import { moderationLinks } from "../responses/moderation-links";

export const handle: PageHandle = { act: "conversation.lock" };
export const links = moderationLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Lock a branch");

/** The branch that begins with a comment, and whether it is locked. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { db } = context;
  const id = readRowId(params.id) ?? 0;
  const place = await findCommentPlace(db, id);
  const comment = place && (await findQueuedComment(db, id));
  const rules = place && (await readReplyRules(db, place.post.id));
  if (!place || !rules) throw notFound("comment");
  const lock = rules.lockedBranches.find(({ path }) => path === place.path) ?? null;
  const outer = findLock(rules.lockedBranches, place.path);
  const isInside = outer !== null && outer.path !== place.path;
  return onServer({ as: memberOf(context).id, id, comment, lock, isInside });
}

/** Locks the branch, or changes what readers are told about it. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const member = memberOf(context);
  const form = await parseForm(request, lockForm);
  const { values } = form;
  const refuse = (status: number, errors: Record<string, string>, basedOn = values.basedOn ?? "") =>
    data({ values, basedOn, errors }, status);
  if (!form.ok) return refuse(422, form.errors);
  const id = readRowId(params.id) ?? 0;
  const done = await lockBranch(context, member, id, form.value, context.now());
  if (done.ok) return redirect(commentPath(id), 303);
  if (done.reason === "branch.changed") return refuse(409, { form: CHANGED }, describeLock(done.present));
  if (done.reason === "branch.too-many") return refuse(409, { form: TOO_MANY });
  throw done.reason === "comment.not-found" ? notFound("comment") : refuseModerator(member);
}

const CHANGED =
  "The branch wasn’t locked: another moderator has changed its lock in the meantime. To replace that, press the button again.";
const TOO_MANY = `This post has ${MAX_LOCKED_BRANCHES} locked branches, which is the limit. Unlock one, or close the whole post.`;

export default function LockBranch() {
  const { as, id, comment, lock, isInside } = useServerData<typeof loader>();
  const refused = useActionData<typeof action>();
  const values = refused?.values ?? { words: lock?.words ?? "" };
  const basedOn = refused?.basedOn ?? describeLock(lock);
  return (
    <div className="account">
      <header className="page-head">
        <h1>{lock ? "This branch is locked" : "Lock this branch?"}</h1>
        <p>
          Nobody can reply to this comment or below it, moderators neither. Everyone can go on reading it.
          Replies that wait for a moderator can still be approved.
        </p>
        {isInside ? <p>It is also part of a larger branch that is locked.</p> : null}
      </header>
      {comment ? (
        <div className="moderated">
          <ModeratedComment comment={comment} />
        </div>
      ) : null}
      <Form
        action={`${commentPath(id)}/lock`}
        submit={lock ? "Save the reason" : "Lock the branch"}
        errors={refused?.errors}
      >
        <As id={as} />
        <input type="hidden" name="basedOn" value={basedOn} />
        <Field
          name="words"
          label="Why"
          hint="Readers see this where the reply link was. For example: The question has been answered."
          value={values.words}
          error={(refused?.errors as Record<string, string> | undefined)?.words}
        />
      </Form>
      {lock ? (
        <Form action={`${commentPath(id)}/unlock`} submit="Unlock the branch" quiet>
          <As id={as} />
        </Form>
      ) : null}
      <ul className="ways-on">
        <li>
          <a href={commentPath(id)}>Back to the conversation</a>
        </li>
      </ul>
    </div>
  );
}
