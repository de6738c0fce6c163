import { type ActionFunctionArgs, data, type MetaFunction } from "@remix-run/node";
import { useActionData, useParams } from "@remix-run/react";
import { commentPath } from "~/comments/comment";
import { explainUpload } from "~/media/upload/upload-refusals";
import { readValues } from "~/platform/http/body/form.server";
import { MAX_TEXT_FORM_BYTES } from "~/platform/http/request/route-rules";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { type Editing, EditPage, openEdit } from "../own/editing/edit-page";
import { ownComment } from "../own/own-comment";
import { revisited } from "../preview-page";
import { whyNone } from "./keep-picture";
import { NoForm, PicturePage } from "./picture-page";

export const handle: PageHandle = { act: "response.edit", maxBodyBytes: MAX_TEXT_FORM_BYTES };
export const meta: MetaFunction = (args) => passingHead(args, "Add a picture");
export const headers = revisited;

/** Shows the page with a file field. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const values = await readValues(request);
  const as = memberOf(context).id;
  const editing = await openEdit(context, ownComment(context, params.id), values);
  const reason = await whyNone(context);
  if (reason) return data({ as, editing: { ...editing, errors: { form: explainUpload(reason) } } }, 422);
  return data({ as, editing, values } as { as: number; editing: Editing; values?: Record<string, string> });
}

export default function EditPicture() {
  const page = useActionData<typeof action>();
  const address = commentPath(Number(useParams().id));
  if (!page) return <NoForm back={`${address}/edit`} />;
  const { as, editing } = page;
  if (!("values" in page) || !page.values || editing.isOver)
    return <EditPage action={`${address}/edit`} back={address} as={as} editing={editing} />;
  return (
    <PicturePage title={editing.post.title} values={page.values} action={`${address}/edit/picture/add`} />
  );
}
