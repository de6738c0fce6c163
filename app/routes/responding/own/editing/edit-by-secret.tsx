import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { secretPath } from "~/comments/comment";
import { MAX_TEXT_FORM_BYTES } from "~/platform/http/request/route-rules";
import type { PageHandle } from "../../../page-handle";
import { SECRET_HEADERS } from "../../../secret-headers";
import { passingHead } from "../../../titles";
import { redirectToOutcome } from "../../outcome";
import { EditPage, openEdit, saveEdit } from "./edit-page";

export const handle: PageHandle = { maxBodyBytes: MAX_TEXT_FORM_BYTES };
export const meta: MetaFunction = (args) => passingHead(args, "Edit your comment");
export const headers: HeadersFunction = () => SECRET_HEADERS;

export async function loader({ params: { secret = "" }, context }: LoaderFunctionArgs) {
  return { secret, editing: await openEdit(context, { secret }) };
}

/** A guest edits their own comment by the secret of its link. */
export async function action({ request, params: { secret = "" }, context }: ActionFunctionArgs) {
  const saved = await saveEdit(request, context, { secret });
  if (!saved.ok) return saved.answer;
  const answer = redirectToOutcome(
    secretPath(secret),
    { act: "edited", commentId: saved.comment.id },
    context.siteUrl,
  );
  for (const [name, value] of Object.entries(SECRET_HEADERS)) answer.headers.set(name, value);
  return answer;
}

export default function EditBySecret() {
  const { secret, editing } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const address = secretPath(secret);
  return <EditPage action={`${address}/edit`} back={address} as={null} editing={refused ?? editing} />;
}
