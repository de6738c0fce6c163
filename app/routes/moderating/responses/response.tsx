import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { commentPath } from "~/comments/comment";
import { listVersions } from "~/comments/editing/cuts.server";
import { findEdit } from "~/comments/editing/held-edits.server";
import { findQueuedComment, howToApprove } from "~/comments/moderation/moderated-comments.server";
import { listHits } from "~/moderation/blocks/block.server";
import { Decisions } from "~/moderation/decisions";
import { sealFor } from "~/moderation/disputes/disputes.server";
import { listEntries } from "~/moderation/log/log.server";
import { LogEntry } from "~/moderation/log/log-entry";
import { ModeratedPingback } from "~/moderation/moderated-pingback";
import { ModeratedComment, placeOf } from "~/moderation/moderated-response";
import { moderationPath, toField } from "~/moderation/response-ref";
import { findSecondLook } from "~/moderation/second-look/second-look.server";
import { SecondLookNote } from "~/moderation/second-look/second-look-note";
import { listVerdicts } from "~/moderation/spam/filter.server";
import { HeldEditView } from "~/moderation/texts/held-edit";
import { TextLinks } from "~/moderation/texts/text-links";
import { may } from "~/people/policy";
import { findQueuedPingback } from "~/pingbacks/moderated-pingbacks.server";
import { isApproved, isHeld } from "~/visibility/status";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { BlockLinks } from "../blocks/block-links";
import { ModeratingFrame } from "../moderating-frame";
import { readResponseRef } from "./moderation-form";
import { moderationLinks } from "./moderation-links";
import { toQueuedEdits } from "./queued-edits.server";
import { WaitingEdit } from "./waiting-edit";

export const handle: PageHandle = { act: "response.moderate" };
export const links = moderationLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Response");

/** One response in any state, and what moderators did to it. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { db } = context;
  const member = memberOf(context);
  const { kind, id } = readResponseRef(request, params.id);
  const found = kind === "comment" ? await findQueuedComment(db, id) : null;
  const [comment = null] = await sealFor(
    db,
    { decidesLaw: may(member, "report.decide") },
    found ? [found] : [],
  );
  const pingback = kind === "pingback" ? await findQueuedPingback(db, id) : null;
  const response = comment ?? pingback;
  if (!response) throw notFound("response");
  const ownerIds = comment ? [comment.personId ?? 0] : (pingback?.ownerIds ?? []);
  const mayDecide = may(member, "response.moderate", { ownerIds });
  const field = toField({ kind, id, status: response.status });
  const verdicts = comment ? await listVerdicts(db, [id]) : {};
  const entries = await listEntries(db, { kind, id });
  const edit = comment ? await findEdit(db, { commentId: id }) : null;
  const [waiting] =
    edit && comment && isHeld(edit) && isApproved(comment) ? await toQueuedEdits(db, [edit]) : [];
  const versions = comment ? await listVersions(db, id) : [];
  const { status } = response;
  return onServer({
    as: member.id,
    comment,
    pingback,
    status,
    verdict: verdicts[id],
    block: comment ? (await listHits(db, [id]))[id] : undefined,
    field,
    mayDecide,
    path: moderationPath({ kind, id }),
    look: await findSecondLook(db, { kind, id }),
    approving: comment ? howToApprove(comment) : undefined,
    entries,
    waiting,
    id,
    versions: versions.map(({ number, createdAt }) => ({ number, createdAt })),
  });
}

export default function ModeratedResponse() {
  const {
    as,
    comment,
    pingback,
    status,
    verdict,
    block,
    field,
    mayDecide,
    path,
    look,
    approving,
    entries,
    ...texts
  } = useServerData<typeof loader>();
  const { waiting, id, versions } = texts;
  return (
    <ModeratingFrame page="/moderation" title={`${comment ? "Comment" : "Pingback"}, ${status}`}>
      <div className="moderated">
        {comment ? <ModeratedComment comment={comment} verdict={verdict} block={block} /> : null}
        {pingback ? <ModeratedPingback pingback={pingback} /> : null}
      </div>
      {waiting ? (
        <section className="moderated" id={`edit-${waiting.id}`} aria-label="An edit that waits">
          {mayDecide ? <WaitingEdit edit={waiting} as={as} isAlone /> : <HeldEditView edit={waiting} />}
        </section>
      ) : null}
      {comment ? <p>{placeOf(comment)}</p> : null}
      {comment && isApproved(comment) ? (
        <p>
          <a href={`${commentPath(comment.id)}/lock`}>Lock this branch of the conversation</a>
        </p>
      ) : null}
      {look ? <SecondLookNote look={look} /> : null}
      {mayDecide ? (
        <form method="post">
          <As id={as} />
          <input type="hidden" name="response" value={field} />
          <Decisions status={status} approving={approving} />
        </form>
      ) : (
        <p>It is your own. Another moderator decides about it.</p>
      )}
      {comment && mayDecide ? <BlockLinks comment={comment} /> : null}
      {comment && mayDecide ? <TextLinks id={id} versions={versions} /> : null}
      <ul className="ways-on">
        {mayDecide && !look ? (
          <li>
            <a href={`${path}/second-look`}>Ask for a second look</a>
          </li>
        ) : null}
        {comment?.person || comment?.guestId ? (
          <li>
            <a href={`${path}/writer`}>
              Everything by <bdi>{comment.person?.name ?? comment.guestName ?? "this guest"}</bdi>
            </a>
          </li>
        ) : null}
      </ul>
      <h2>What moderators did</h2>
      {entries.length === 0 ? (
        <p>Nothing so far.</p>
      ) : (
        <ol className="log-entries">
          {entries.map((entry) => (
            <LogEntry key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
    </ModeratingFrame>
  );
}
