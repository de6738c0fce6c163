import { type ActionFunctionArgs, data, type MetaFunction } from "@remix-run/node";
import { useActionData, useParams } from "@remix-run/react";
import { commentPath } from "~/comments/comment";
import { readValues } from "~/platform/http/body/form.server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { EditPage, openEdit } from "../own/editing/edit-page";
import { ownComment } from "../own/own-comment";
import { revisited } from "../preview-page";
import { addAtEnd, keepPicture } from "./keep-picture";
import { NoForm, PICTURE_FORM, PicturePage } from "./picture-page";

export const handle: PageHandle = { act: "response.edit", ...PICTURE_FORM };
export const meta: MetaFunction = (args) => passingHead(args, "Edit your comment");
export const headers = revisited;
/** Keeps a picture and gives the edit back with it. Nothing of the comment changes yet. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const values = await readValues(request);
  const own = ownComment(context, params.id);
  const as = memberOf(context).id;
  // No picture is kept for a comment that isn't theirs.
  await openEdit(context, own, values);
  const kept = values.without ? null : await keepPicture(request, context);
  if (kept?.ok === false) {
    const editing = await openEdit(context, own, values);
    return data({ as, editing, refused: { values, errors: kept.errors } }, kept.status);
  }
  const body = kept ? addAtEnd(values.body ?? "", kept) : (values.body ?? "");
  return data({ as, editing: await openEdit(context, own, { ...values, body }), refused: null });
}

export default function AddToEdit() {
  const page = useActionData<typeof action>();
  const address = commentPath(Number(useParams().id));
  if (!page) return <NoForm back={`${address}/edit`} />;
  const { as, editing, refused } = page;
  if (!refused) return <EditPage action={`${address}/edit`} back={address} as={as} editing={editing} />;
  return <PicturePage title={editing.post.title} {...refused} action={`${address}/edit/picture/add`} />;
}
