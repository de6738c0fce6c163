// The page on which a comment's writer edits it: a member's own, or a guest's by the secret of its link.

import { type AppLoadContext, data } from "@remix-run/node";
import { editSchema } from "~/comments/comment.schema";
import { type CommentToEdit, fingerprint } from "~/comments/editing/comment-edits.server";
import {
  type EditStateReason,
  explainEditRefusal,
  isFinal,
  isOfState,
} from "~/comments/editing/edit-refusals";
import { EDIT_MINUTES, isEditTold, whyNotEditable } from "~/comments/editing/editing";
import { findWaitingText } from "~/comments/editing/held-edits.server";
import { FORMATTING } from "~/comments/reply/reply-form";
import { PictureButton, type ReplyPictures } from "~/comments/reply/reply-pictures";
import { explainWait } from "~/comments/reply/reply-refusals";
import { Field } from "~/design/form/field";
import { FormSummary } from "~/design/form/form-summary";
import { Prose } from "~/design/prose";
import { editComment, findOwn, type OwnComment } from "~/flows/responding/edit-comment.server";
import { statusOfRefusal } from "~/markdown/limits";
import { findShown } from "~/media/visibility/pictures-shown.server";
import type { WriterBlock } from "~/moderation/blocks/block";
import { CONTENT_REFUSED } from "~/moderation/blocks/block-words";
import { BlockedNote } from "~/moderation/blocks/blocked-note";
import { parseForm } from "~/platform/http/body/form.server";
import { postPath } from "~/posts/post";
import { readSite } from "~/site/site.server";
import { notFound, notFoundFor } from "../../../not-found";
import { As } from "../../../session/as";
import { picturesFor } from "../../reply-form-props";
import { browserOf } from "../../speaker";

export interface Editing {
  post: { slug: string; title: string; language: string | null };
  values: { body: string; basedOn: string };
  errors: Record<string, string>;
  /** The stored text, where it isn't the one that the form rested on. */
  presentHtml: string | null;
  /** Whether readers would be told of the edit. */
  isTold: boolean;
  /** Whether the text is that of an edit that waits for a moderator. */
  isWaiting: boolean;
  /** Whether a moderator has cut a passage of it, so that each edit waits. */
  isCut: boolean;
  /** Whether it can't be edited any more: the text is given back to copy. */
  isOver: boolean;
  /** Why its writer can't comment. */
  blocked: WriterBlock | null;
  /** Where its writer may add pictures: where the button leads, and its script. */
  pictures: (ReplyPictures & { action: string }) | null;
}

/** A guest's comment gets none, also if the guest is signed in: a picture would tell who they are. */
async function picturesOf(context: AppLoadContext, own: OwnComment): Promise<Editing["pictures"]> {
  if (!("member" in own)) return null;
  const pictures = picturesFor(context, await readSite(context.db));
  return pictures && { ...pictures, action: `/comments/${own.id}/edit/picture` };
}

/** The form of a comment, with its present text or what was `typed` into an earlier form. */
export async function openEdit(
  context: AppLoadContext,
  own: OwnComment,
  typed?: Record<string, string>,
): Promise<Editing> {
  const comment = await findOwn(context.db, own);
  if (!comment) throw typed ? notFoundFor("comment of yours", typed.body) : notFound("comment of yours");
  const reason = whyNotEditable(comment, context.now());
  const waiting = await findWaitingText(context.db, comment.id);
  const body = waiting ?? comment.source;
  return {
    post: comment.post,
    values: typed
      ? { body: typed.body ?? "", basedOn: typed.basedOn ?? "" }
      : { body, basedOn: fingerprint(body) },
    errors: reason ? { form: explainEditRefusal(reason) } : {},
    presentHtml: null,
    isTold: waiting !== null || isEditTold(comment, context.now()),
    isWaiting: waiting !== null,
    isCut: comment.cutAt !== null,
    isOver: reason !== null,
    blocked: null,
    pictures: await picturesOf(context, own),
  };
}

/** Saves an edit. A refused one gives its text back. */
export async function saveEdit(request: Request, context: AppLoadContext, own: OwnComment) {
  const { db, commentLimits, clientAddress, viewer } = context;
  const now = context.now();
  const form = await parseForm(request, editSchema);
  const body = form.values.body ?? "";
  const refuse = async (
    status: number,
    errors: Record<string, string>,
    reason: EditStateReason | null = null,
    blocked: WriterBlock | null = null,
  ) => {
    const comment = await findOwn(db, own);
    if (!comment) throw notFoundFor("comment of yours", body);
    const isChanged = reason === "comment.changed";
    const waiting = await findWaitingText(db, comment.id);
    const basedOn = isChanged ? fingerprint(waiting ?? comment.source) : (form.values.basedOn ?? "");
    const isWaiting = waiting !== null;
    const page: Editing = {
      ...{ post: comment.post, values: { body, basedOn }, errors },
      presentHtml: isChanged ? await renderPresent(context, comment, waiting) : null,
      isTold: isWaiting || isEditTold(comment, now),
      isWaiting,
      isCut: comment.cutAt !== null,
      isOver: isFinal(reason),
      blocked,
      pictures: await picturesOf(context, own),
    };
    return { ok: false as const, answer: data(page, status) };
  };
  if (!form.ok) return refuse(422, form.errors);
  const wait = await commentLimits.secondsToWait(clientAddress, viewer);
  if (wait > 0) return refuse(429, { form: explainWait(wait, viewer) });
  const from = { ...own, clientAddress, ...browserOf(request) };
  const edited = await editComment(context, from, form.value, now);
  if (edited.ok) return edited;
  const { reason } = edited;
  if (reason === "block.content") return refuse(422, { body: CONTENT_REFUSED });
  if (reason === "block.writer") return refuse(403, {}, null, edited.block);
  if (reason === "comment.not-found") throw notFoundFor("comment of yours", body);
  if (isOfState(reason)) return refuse(409, { form: explainEditRefusal(reason) }, reason);
  return refuse(statusOfRefusal(reason), { body: explainEditRefusal(reason) });
}

/** The text that a form would show now: the published one, or that of an edit that waits. */
async function renderPresent({ db, render }: AppLoadContext, comment: CommentToEdit, waiting: string | null) {
  if (waiting === null) return comment.html;
  const { id, idPrefix } = comment;
  const showsPictures = await findShown(db, waiting, { commentId: id, withEdit: true });
  const text = await render(waiting, { kind: "comment", idPrefix, showsPictures });
  return text.ok ? text.html : comment.html;
}

export function EditPage({
  action,
  back,
  as,
  editing: { post, values, errors, presentHtml, isTold, isWaiting, isCut, isOver, blocked, pictures },
}: {
  action: string;
  /** Where the writer came from. */
  back: string;
  /** The member who opened the form; null for a guest. */
  as: number | null;
  editing: Editing;
}) {
  return (
    <div className="account">
      <header className="page-head">
        <p className="kicker">
          Your reply to ‘
          <a href={postPath(post.slug)} lang={post.language ?? undefined} dir="auto">
            {post.title}
          </a>
          ’
        </p>
        <h1>{isOver ? "This comment can’t be edited" : "Edit your comment"}</h1>
      </header>
      {blocked ? (
        <BlockedNote
          block={blocked}
          kept="Your changes weren’t saved. They’re still in the form below, to copy."
        />
      ) : null}
      <form className="form reply-form" method="post" action={action} noValidate>
        <FormSummary
          errors={errors}
          otherwise={(fields) =>
            `Your changes weren’t saved. Please fix ${fields} marked below; your text is still here.`
          }
        />
        {as === null ? null : <As id={as} />}
        <input type="hidden" name="basedOn" value={values.basedOn} />
        {isOver ? (
          <p className="field">
            <label htmlFor="typed">Your text, to copy:</label>
            <textarea id="typed" rows={12} readOnly defaultValue={values.body} />
          </p>
        ) : (
          <>
            <Field
              name="body"
              label="Your comment"
              hint={FORMATTING}
              value={values.body}
              error={errors.body}
              lines={12}
              required
            />
            {isWaiting ? (
              <p className="field-hint">
                This is your edit that waits for a moderator. If you save another one, it takes its place.
              </p>
            ) : isCut ? (
              <p className="field-hint">
                A moderator has removed a passage, so a moderator reads your edit before it appears.
              </p>
            ) : null}
            <p className="field-hint">
              {isTold
                ? "Readers will see that it was edited, and can compare it with the text before."
                : `Readers aren’t told of this change. They are told of changes later than ${EDIT_MINUTES} minutes after you posted it, or after someone has replied.`}
            </p>
            <p className="form-buttons">
              <button type="submit">Save changes</button>
              {pictures ? <PictureButton {...pictures} /> : null}
            </p>
          </>
        )}
      </form>
      {presentHtml === null ? null : (
        <section aria-labelledby="present-title">
          <h2 className="kicker" id="present-title">
            The text as it stands now
          </h2>
          <div className="answered">
            <Prose html={presentHtml} />
          </div>
        </section>
      )}
      <ul className="ways-on">
        <li>
          <a href={back}>{isOver ? "Back" : "Cancel"}</a>
        </li>
      </ul>
    </div>
  );
}
