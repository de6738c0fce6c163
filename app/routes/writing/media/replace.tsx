import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { replaceUpload } from "~/flows/media/change-upload.server";
import { mediaPagePath } from "~/media/media";
import { MAX_UPLOAD_FORM_BYTES } from "~/media/media.schema";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { FileForm } from "./file-form";
import { getUpload } from "./get-upload";
import { readFileForm, refuseFile } from "./keeping";
import { mediaLinks } from "./media-links";
import { ShownUpload } from "./shown-upload";

export const handle: PageHandle = {
  act: "media.edit",
  acceptsFile: true,
  maxBodyBytes: MAX_UPLOAD_FORM_BYTES,
};
export const links = mediaLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Replace a file");

export async function loader({ params, context }: LoaderFunctionArgs) {
  const upload = await getUpload(context, params.id);
  return onServer({ as: memberOf(context).id, upload });
}

/** Puts another file in the place of one. */
export async function action({ params, request, context }: ActionFunctionArgs) {
  const { id } = await getUpload(context, params.id);
  const form = await readFileForm(request, context);
  if (!form.ok) return data(form, form.status);
  const { deps, file, value, values } = form;
  const done = await replaceUpload(deps, memberOf(context), id, file, value, context.now());
  if (done.ok) return redirect(`${mediaPagePath(done.id)}?done=replaced`, 303);
  if (done.reason === "media.not-found") throw notFound("file of yours");
  const refused = refuseFile(done.reason, values);
  return data(refused, refused.status);
}

export default function Replace() {
  const { as, upload } = useServerData<typeof loader>();
  const refused = useActionData<typeof action>();
  const values = refused?.values ?? { alt: upload.alt, ...(upload.decorative && { decorative: "on" }) };
  return (
    <div className="editor-page upload-page">
      <header className="page-head">
        <p className="kicker" dir="auto">
          <a href={mediaPagePath(upload.id)}>{upload.name}</a>
        </p>
        <h1>Replace this {upload.kind}</h1>
        <p>
          Texts with it show the new one. They keep their own words for it. Earlier versions of a post keep
          the old one: where nobody should see it any more,{" "}
          <a href={`${mediaPagePath(upload.id)}/remove`}>remove it</a>.
        </p>
      </header>
      <ShownUpload upload={upload} small />
      <FileForm
        action={`${mediaPagePath(upload.id)}/replace`}
        label="New file"
        submit="Replace"
        errors={refused?.errors}
        {...{ as, values }}
      />
    </div>
  );
}
