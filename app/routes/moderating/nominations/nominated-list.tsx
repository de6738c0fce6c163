// The list of nominated responses, for the addresses that answer its forms too.

import type { AppLoadContext } from "@remix-run/node";
import { commentPath } from "~/comments/comment";
import { listQueuedComments, type QueuedComment } from "~/comments/moderation/moderated-comments.server";
import { Form } from "~/design/form/form";
import { FormSummary } from "~/design/form/form-summary";
import { ModeratedComment } from "~/moderation/moderated-response";
import { listNominated } from "~/nominations/nomination.server";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { ModeratingFrame } from "../moderating-frame";

export const NOMINATIONS_PATH = "/moderation/nominations";

/** Nominated responses that wait for an editor. */
export async function readNominated(context: AppLoadContext) {
  const ids = await listNominated(context.db);
  const comments = await listQueuedComments(context.db, ids);
  const byId = new Map(comments.map((comment) => [comment.id, comment]));
  const member = memberOf(context);
  return { as: member.id, nominated: ids.flatMap((id) => byId.get(id) ?? []) };
}

export const NominatedList = ({
  as,
  nominated,
  done,
  errors,
}: Awaited<ReturnType<typeof readNominated>> & {
  done?: string | null;
  errors?: Record<string, string> | undefined;
}) => (
  <ModeratingFrame page={NOMINATIONS_PATH} title="Nominations" done={done}>
    <p>
      Members think that these responses could be posts of their own. If you invite a writer, they get an
      e-mail and see the invitation on the page of their response. Inviting a reader makes them a contributor.
    </p>
    <FormSummary errors={errors ?? {}} />
    {nominated.length === 0 ? <p>No response is nominated now.</p> : null}
    <ol className="queue">
      {nominated.map((comment) => (
        <li key={comment.id}>
          <ModeratedComment comment={comment} />
          <p className="moderated-line moderated-more">
            <a href={commentPath(comment.id)}>In the conversation</a>
          </p>
          <div className="form-buttons">
            <Decide comment={comment} as={as} />
          </div>
        </li>
      ))}
    </ol>
  </ModeratingFrame>
);

const Decide = ({
  comment: { id, person, personId, guestName },
  as,
}: {
  comment: QueuedComment;
  as: number;
}) => (
  <>
    {personId === as ? (
      <p>
        This is your own. <a href={`/write?continue=${id}`}>Continue it as a post</a>
      </p>
    ) : (
      <Form
        action={`${NOMINATIONS_PATH}/${id}/invite`}
        submit={`Invite ${person?.name ?? guestName ?? "its writer"} to write it`}
      >
        <As id={as} />
      </Form>
    )}
    <Form action={`${NOMINATIONS_PATH}/${id}/dismiss`} submit="Dismiss" quiet>
      <As id={as} />
    </Form>
  </>
);
