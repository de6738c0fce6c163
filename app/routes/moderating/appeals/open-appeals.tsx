import type { AppLoadContext } from "@remix-run/node";
import { listQueuedComments } from "~/comments/moderation/moderated-comments.server";
import { Time } from "~/design/calendar";
import { Field } from "~/design/form/field";
import { FormSummary } from "~/design/form/form-summary";
import { isForOthers } from "~/flows/moderating/appeals.server";
import { ACTION_NAMES } from "~/moderation/action-words";
import { type ModerationAction, REASONS, type Reason } from "~/moderation/actions";
import { waitsUntil } from "~/moderation/appeals/appeal";
import { listOpenAppeals } from "~/moderation/appeals/appeal.server";
import { sealFor } from "~/moderation/disputes/disputes.server";
import { ModeratedComment } from "~/moderation/moderated-response";
import { moderationPath } from "~/moderation/response-ref";
import { may } from "~/people/policy";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { ModeratingFrame } from "../moderating-frame";
import { OpenBlockAppeals, readBlockAppeals } from "./open-block-appeals";
import { isAbout, type RefusedAnswer } from "./refused-answer";

/** Open appeals, each with its comment and whether the member may answer it. */
export async function readAppeals(context: AppLoadContext) {
  const { db } = context;
  const member = memberOf(context);
  const appeals = await listOpenAppeals(db);
  const commentIds = appeals.map(({ commentId }) => commentId);
  const reader = { decidesLaw: may(member, "report.decide") };
  const comments = await sealFor(db, reader, await listQueuedComments(db, commentIds));
  const shown = await Promise.all(
    appeals.map(async (appeal) => ({
      ...appeal,
      shown: comments.find(({ id }) => id === appeal.commentId) ?? null,
      isOwn: appeal.comment.personId === member.id,
      isForOthers: await isForOthers(db, member.id, appeal, context.now()),
    })),
  );
  return { as: member.id, appeals: shown, blocks: await readBlockAppeals(context) };
}

type ShownAppeal = Awaited<ReturnType<typeof readAppeals>>["appeals"][number];

export const OpenAppeals = ({
  as,
  appeals,
  blocks,
  done,
  refused,
}: Awaited<ReturnType<typeof readAppeals>> & {
  done?: string | null;
  refused?: RefusedAnswer | undefined;
}) => (
  <ModeratingFrame page="/moderation" title="Appeals" done={done}>
    <p>
      People ask for another look at a decision about their comment, or at a block. Somebody else than the
      person who decided answers, where there is somebody.
    </p>
    {/* The appeal that the refusal is about may be answered meanwhile. */}
    {refused &&
    !appeals.some(({ id }) => isAbout(refused, "decision", id)) &&
    !blocks.some(({ id }) => isAbout(refused, "block", id)) ? (
      <FormSummary errors={refused.errors} />
    ) : null}
    {appeals.length + blocks.length === 0 ? <p>No appeals are waiting.</p> : null}
    <ol className="queue">
      {appeals.map((appeal) => (
        <li key={appeal.id} id={`appeal-${appeal.id}`}>
          {appeal.shown ? <ModeratedComment comment={appeal.shown} /> : null}
          <Decided appeal={appeal} />
          <p className="appeal-text">
            <b>The writer asks:</b> <span dir="auto">{appeal.text}</span>
          </p>
          <Answering
            as={as}
            appeal={appeal}
            refused={isAbout(refused, "decision", appeal.id) ? refused : undefined}
          />
          <p className="moderated-line moderated-more">
            <a href={moderationPath({ kind: "comment", id: appeal.commentId })}>More about this comment</a>
          </p>
        </li>
      ))}
    </ol>
    <OpenBlockAppeals as={as} appeals={blocks} refused={refused} />
  </ModeratingFrame>
);

const Decided = ({ appeal: { entry } }: { appeal: ShownAppeal }) => (
  <p className="moderated-why">
    A moderator {ACTION_NAMES[entry.action as ModerationAction]}, <Time at={entry.createdAt} style="moment" />
    . {entry.reason in REASONS ? REASONS[entry.reason as Reason] : null}{" "}
    {entry.words ? <q dir="auto">{entry.words}</q> : null}
  </p>
);

function Answering({
  as,
  appeal,
  refused,
}: {
  as: number;
  appeal: ShownAppeal;
  refused: RefusedAnswer | undefined;
}) {
  if (appeal.isOwn) return <p className="moderated-why">It is your own. Another moderator answers it.</p>;
  if (appeal.isForOthers)
    return (
      <p className="moderated-why">
        You decided this, so it waits for another moderator. If nobody has answered by{" "}
        <Time at={waitsUntil(appeal)} />, you can answer it too.
      </p>
    );
  return (
    <form
      className="form"
      method="post"
      action={`/moderation/appeals/${appeal.id}/uphold`}
      noValidate
      aria-label={`Answer the appeal about comment ${appeal.commentId}`}
    >
      <FormSummary errors={refused?.errors ?? {}} of={`appeal-${appeal.id}`} />
      <As id={as} />
      <Field
        name="words"
        of={`appeal-${appeal.id}`}
        label="Your words to the writer"
        hint="They don’t see your name. If the decision stands, say why."
        lines={3}
        value={refused?.values.words}
        error={refused?.errors.words}
      />
      <p className="decisions">
        <button type="submit" formAction={`/moderation/appeals/${appeal.id}/reverse`}>
          Reverse it: approve the comment
        </button>
        <button type="submit" className="quiet">
          The decision stands
        </button>
      </p>
    </form>
  );
}
