import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useParams } from "@remix-run/react";
import { commentPath, statusPath } from "~/comments/comment";
import { MAX_TEXT_FORM_BYTES } from "~/platform/http/request/route-rules";
import { addressOf } from "~/responses/responses.server";
import { isApproved } from "~/visibility/status";
import type { PageHandle } from "../../../page-handle";
import { memberOf } from "../../../session/member";
import { passingHead } from "../../../titles";
import { redirectToOutcome } from "../../outcome";
import { ownComment } from "../own-comment";
import { EditPage, openEdit, saveEdit } from "./edit-page";

export const handle: PageHandle = { act: "response.edit", maxBodyBytes: MAX_TEXT_FORM_BYTES };
export const meta: MetaFunction = (args) => passingHead(args, "Edit your comment");

export async function loader({ params, context }: LoaderFunctionArgs) {
  return { as: memberOf(context).id, editing: await openEdit(context, ownComment(context, params.id)) };
}

/** A member edits their own comment. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const saved = await saveEdit(request, context, ownComment(context, params.id));
  if (!saved.ok) return saved.answer;
  const { comment, waits } = saved;
  const address =
    isApproved(comment) && !waits
      ? await addressOf(context.db, comment.post, comment)
      : statusPath(comment.id);
  return redirectToOutcome(address, { act: "edited", commentId: comment.id }, context.siteUrl);
}

export default function Edit() {
  const { as, editing } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const address = commentPath(Number(useParams().id));
  return <EditPage action={`${address}/edit`} back={address} as={as} editing={refused ?? editing} />;
}
