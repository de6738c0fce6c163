import {
  type ActionFunctionArgs,
  type AppLoadContext,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { commentPath } from "~/comments/comment";
import { findCommentOnPost } from "~/comments/moderation/moderated-comments.server";
import { Form } from "~/design/form/form";
import { Prose } from "~/design/prose";
import { holdForWriter } from "~/flows/moderating/hold-for-writer.server";
import { findLastEntry } from "~/moderation/log/log.server";
import { may } from "~/people/policy";
import { readRowId } from "~/platform/database/rows/row-id";
import { postPath } from "~/posts/post";
import { findPostOwners } from "~/posts/post-commands.server";
import { isReadable } from "~/visibility/status";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { redirectToOutcome } from "../../responding/outcome";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";

export const handle: PageHandle = { act: "response.hold" };
export const meta: MetaFunction = (args) => passingHead(args, "Hold a response");

/** Asks before a response to one's own post is held. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  return onServer({ as: memberOf(context).id, comment: await getComment(context, params.id) });
}

export async function action({ params, context }: ActionFunctionArgs) {
  const id = readRowId(params.id) ?? 0;
  const held = await holdForWriter(context, memberOf(context), id, context.now());
  if (held.ok)
    return redirectToOutcome(
      `${postPath(held.slug)}#responses`,
      { act: "hidden", commentId: id },
      context.siteUrl,
    );
  if (held.reason === "comment.not-found") throw notFound("response");
  // The page says so in the place of the button.
  return data(null, 409);
}

const DECIDED =
  "A moderator has looked at this response, so you can’t hold it. You can report it, with what they may have missed.";

async function getComment({ db, viewer }: AppLoadContext, id: string | undefined) {
  const comment = await findCommentOnPost(db, readRowId(id) ?? 0);
  const owners = comment && (await findPostOwners(db, comment.postId));
  const isTheirs = viewer.kind === "person" && comment?.personId === viewer.id;
  if (!owners || !isReadable(comment) || isTheirs || !may(viewer, "response.hold", owners))
    throw notFound("response");
  const { html, number, person, guestName } = comment;
  const last = await findLastEntry(db, { kind: "comment", id: comment.id });
  const isDecided = last?.action === "approve";
  return { id: comment.id, html, number, name: person?.name ?? guestName ?? "Someone", isDecided };
}

export default function Hold() {
  const { as, comment } = useServerData<typeof loader>();
  return (
    <div className="account">
      <header className="page-head">
        <p className="kicker">
          Response {comment.number} by <bdi>{comment.name}</bdi>
        </p>
        <h1>{comment.isDecided ? "A moderator approved it" : "Hide it until a moderator decides?"}</h1>
        {comment.isDecided ? null : (
          <p>
            You wrote the post, so you can have a moderator look at this response. Until then, only its writer
            and the moderators can read it. Its writer is told that you asked for it.
          </p>
        )}
      </header>
      <div className="answered">
        <Prose html={comment.html} />
      </div>
      {comment.isDecided ? (
        <p className="form-refusal" role="alert">
          {DECIDED}
        </p>
      ) : (
        <Form action={`${commentPath(comment.id)}/hold`} submit="Hold this response" danger>
          <As id={as} />
        </Form>
      )}
      <ul className="ways-on">
        <li>
          <a href={commentPath(comment.id)}>{comment.isDecided ? "Back to the conversation" : "Cancel"}</a>
        </li>
        <li>
          <a href={`${commentPath(comment.id)}/report`}>Report it{comment.isDecided ? "" : " instead"}</a>
        </li>
      </ul>
    </div>
  );
}
