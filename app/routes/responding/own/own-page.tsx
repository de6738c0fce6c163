// The page of a reply for its own writer, by its address: a member's, or a guest's secret one.

import type { AppLoadContext } from "@remix-run/node";
import type { ReactNode } from "react";
import { findGuestInvitation } from "~/accounts/joining/writer-invitation.server";
import { hasOtherModerator } from "~/accounts/present-rights.server";
import { whyNotEditable } from "~/comments/editing/editing";
import type { OwnComment } from "~/comments/moderation/moderated-comments.server";
import { FormSummary } from "~/design/form/form-summary";
import { readDecision } from "~/flows/moderating/appeals.server";
import { AppealForm } from "~/moderation/appeals/appeal-form";
import { OwnAppeal } from "~/moderation/appeals/own-appeal";
import { OwnReply } from "~/moderation/own-reply";
import { explainOwnOutcome, OwnEdit } from "~/moderation/texts/own-edit";
import { nominationStatus } from "~/nominations/nomination";
import { findNomination } from "~/nominations/nomination.server";
import { InvitedToWrite, type OwnInvitation } from "~/nominations/own-invitation";
import { may } from "~/people/policy";
import { readSite } from "~/site/site.server";
import { isReadable } from "~/visibility/status";
import { As } from "../../session/as";
import { readOwnOutcome } from "../outcome";
import { findOwnEdit, listOwnRemovals } from "./editing/own-edit.server";

/** What the page shows beside the comment. */
export async function readOwnPage(request: Request, context: AppLoadContext, comment: OwnComment) {
  const { db } = context;
  const { last, decision, appeal } = await readDecision(db, comment);
  const { hasRules } = await readSite(db);
  return {
    comment,
    mayEdit: whyNotEditable(comment, context.now()) === null,
    act: readOwnOutcome(request, context),
    edit: await findOwnEdit(db, comment),
    removals: await listOwnRemovals(db, comment),
    decision: last,
    appeal,
    appealable: decision && !appeal ? decision.id : null,
    hasOthers: decision ? await hasOtherModerator(db, [decision.personId, comment.personId]) : false,
    hasRules,
    invitation: await readInvitation(context, comment),
  };
}

/** Whether an editor has invited the writer to make it a post, and the way there. */
async function readInvitation(
  { db, siteSecret, viewer, now }: AppLoadContext,
  comment: OwnComment,
): Promise<OwnInvitation | null> {
  if (!isReadable(comment)) return null;
  const nomination = await findNomination(db, comment.id);
  if (nomination?.status !== nominationStatus.invited) return null;
  return {
    writePath: may(viewer, "post.write") ? `/write?continue=${comment.id}` : null,
    joinPath: viewer.kind === "guest" ? await findGuestInvitation(db, siteSecret, comment.id, now()) : null,
  };
}

export function OwnPage({
  address,
  as,
  shown,
  refused,
  children,
}: {
  /** Below which its pages are: "/comments/12" or "/replies/SECRET". */
  address: string;
  /** The member's id; null for a guest. */
  as: number | null;
  shown: Awaited<ReturnType<typeof readOwnPage>>;
  /** An appeal to mend. */
  refused?: { values: Record<string, string>; errors: Record<string, string> } | undefined;
  /** More ways on. */
  children?: ReactNode;
}) {
  const { comment, decision, act, edit, removals, mayEdit, appeal, appealable, hasOthers, hasRules } = shown;
  const { invitation } = shown;
  return (
    <OwnReply
      comment={comment}
      decision={decision}
      done={explainOwnOutcome(act, edit)}
      removals={removals}
      hasRules={hasRules}
      ways={
        <>
          {mayEdit ? (
            <li>
              <a href={`${address}/edit`}>Edit it</a>
            </li>
          ) : null}
          <li>
            <a href={`${address}/remove`}>Delete it</a>
          </li>
          {children}
        </>
      }
    >
      {invitation ? <InvitedToWrite {...invitation} /> : null}
      {edit ? <OwnEdit edit={edit} withdrawing={<Withdraw address={address} as={as} />} /> : null}
      {refused && appealable === null ? <Late {...refused} /> : null}
      {appeal ? <OwnAppeal appeal={appeal} /> : null}
      {appealable === null ? null : (
        <AppealForm
          action={`${address}/appeal`}
          as={as}
          decision={appealable}
          hasOthers={hasOthers}
          {...refused}
        />
      )}
    </OwnReply>
  );
}

const Withdraw = ({ address, as }: { address: string; as: number | null }) => (
  <form method="post" action={`${address}/edit/withdraw`}>
    {as === null ? null : <As id={as} />}
    <button type="submit" className="quiet">
      Withdraw your edit
    </button>
  </form>
);

/** An appeal that came too late, with its text to copy. */
const Late = ({ values, errors }: { values: Record<string, string>; errors: Record<string, string> }) => (
  <div className="form">
    <FormSummary errors={errors} />
    <p className="field">
      <label htmlFor="typed">Your text, to copy:</label>
      <textarea id="typed" rows={5} readOnly defaultValue={values.text} />
    </p>
  </div>
);
