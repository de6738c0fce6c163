import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { Time } from "~/design/calendar";
import { Form } from "~/design/form/form";
import { changeDescription } from "~/flows/media/change-upload.server";
import { markdownFor, mediaPagePath, mediaPath } from "~/media/media";
import { mediaFormSchema } from "~/media/media.schema";
import { listPlacesFor } from "~/media/media-list.server";
import { parseForm } from "~/platform/http/form.server";
import { sizeOf } from "~/platform/size";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { DescriptionFields } from "./description-fields";
import { getUpload } from "./get-upload";
import { mediaLinks } from "./media-links";
import { Places } from "./places";

export const handle: PageHandle = { act: "media.edit" };
export const links = mediaLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Picture");

export async function loader({ params, context }: LoaderFunctionArgs) {
  const upload = await getUpload(context, params.id);
  const member = memberOf(context);
  const places = await listPlacesFor(context.db, member, upload.id);
  const done = context.query("done").get("done");
  return onServer({ as: member.id, upload, places, done });
}

/** Sets what is said of an upload. */
export async function action({ params, request, context }: ActionFunctionArgs) {
  const upload = await getUpload(context, params.id);
  const form = await parseForm(request, mediaFormSchema);
  if (!form.ok) return data({ errors: form.errors, values: form.values }, 422);
  const done = await changeDescription(context, memberOf(context), upload.id, form.value);
  if (!done.ok) throw notFound("picture of yours");
  return redirect(`${mediaPagePath(upload.id)}?done=described`, 303);
}

const DONE: Record<string, string> = {
  described: "The description is saved.",
  replaced: "This picture stands in the place of the old one now. Texts show it in a moment.",
};

export default function UploadPage() {
  const { as, upload, places, done } = useServerData<typeof loader>();
  const refused = useActionData<typeof action>();
  const values = refused?.values ?? { alt: upload.alt, ...(upload.decorative && { decorative: "on" }) };
  const here = mediaPagePath(upload.id);
  return (
    <div className="editor-page upload-page">
      <header className="page-head">
        <p className="kicker">
          <a href="/media">Media</a>
        </p>
        <h1 dir="auto">{upload.name}</h1>
      </header>
      {done !== null && DONE[done] ? (
        <p className="form-done" role="status">
          {DONE[done]}
        </p>
      ) : null}
      <p className="upload-picture">
        <img src={mediaPath(upload)} alt={upload.alt} width={upload.width} height={upload.height} />
      </p>
      <p className="editor-facts">
        {upload.width} × {upload.height} pixels, {sizeOf(upload.bytes)} with all its widths. Uploaded{" "}
        <Time at={upload.createdAt} />
        {upload.owner ? (
          <>
            {" "}
            by <bdi>{upload.owner.name}</bdi>
          </>
        ) : null}
        .
        {upload.replacedById === null ? null : (
          <>
            {" "}
            <a href={mediaPagePath(upload.replacedById)}>Another picture</a> stands in its place.
          </>
        )}
      </p>
      <h2>In a text</h2>
      <p>The editor puts this line where you want the picture. You can also copy it.</p>
      <code className="upload-markdown" dir="ltr">
        {markdownFor(upload)}
      </code>
      <h2>Alternative text</h2>
      <Form action={here} errors={refused?.errors} submit="Save">
        <As id={as} />
        <DescriptionFields values={values} errors={refused?.errors ?? {}} />
      </Form>
      <h2 id="where">Where it stands</h2>
      <Places places={places} />
      <ul className="ways-on">
        <li>
          <a href={`${here}/replace`}>Replace it with another picture</a>
        </li>
        <li>
          <a href={`${here}/remove`}>{places.length === 0 ? "Delete it" : "Remove it from the site"}</a>
        </li>
      </ul>
    </div>
  );
}
