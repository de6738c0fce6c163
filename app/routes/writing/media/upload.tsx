import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { FileField } from "~/design/form/file-field";
import { Form } from "~/design/form/form";
import { mediaPagePath } from "~/media/media";
import { ACCEPTED_PICTURES, MAX_UPLOAD_FORM_BYTES } from "~/media/media.schema";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { DescriptionFields } from "./description-fields";
import { keepFileOf } from "./keeping";
import { mediaLinks } from "./media-links";

export const handle: PageHandle = {
  act: "media.upload",
  acceptsFile: true,
  maxBodyBytes: MAX_UPLOAD_FORM_BYTES,
};
export const links = mediaLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Upload a picture");

export const loader = async ({ context }: LoaderFunctionArgs) => onServer({ as: memberOf(context).id });

/** Keeps a picture and leads to its page. */
export async function action({ request, context }: ActionFunctionArgs) {
  const kept = await keepFileOf(request, context);
  if (!kept.ok) return data({ errors: kept.errors, values: kept.values }, kept.status);
  return redirect(mediaPagePath(kept.id), 303);
}

export default function Upload() {
  const { as } = useServerData<typeof loader>();
  const { errors = {}, values = {} } = useActionData<typeof action>() ?? {};
  return (
    <div className="editor-page">
      <header className="page-head">
        <h1>Upload a picture</h1>
        <p>
          Only you and the editors see it until a text with it is published. The place where it was taken, and
          whatever else stands in the file beside the picture, is taken out.
        </p>
      </header>
      <Form action="/media/upload" errors={errors} submit="Upload" withFile>
        <As id={as} />
        <FileField
          name="file"
          label="Picture"
          accept={ACCEPTED_PICTURES}
          error={errors.file}
          hint="JPEG, PNG, WebP, GIF or AVIF, at most 32 MB."
        />
        <DescriptionFields values={values} errors={errors} />
      </Form>
    </div>
  );
}
