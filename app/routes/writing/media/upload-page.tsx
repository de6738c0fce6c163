import {
  type ActionFunctionArgs,
  type AppLoadContext,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { Time } from "~/design/calendar";
import { Form } from "~/design/form/form";
import { changeDescription, changeTitle } from "~/flows/media/change-upload.server";
import { readClaims } from "~/media/document/document-claims.server";
import { markdownFor, mediaPagePath } from "~/media/media";
import { documentFormSchema, mediaFormSchema } from "~/media/media.schema";
import { listPlacesFor } from "~/media/media-list.server";
import { parseForm } from "~/platform/http/body/form.server";
import { sizeOf } from "~/platform/size";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { DescriptionFields } from "./description-fields";
import { Claims, TitleField } from "./document-parts";
import { getUpload } from "./get-upload";
import { mediaLinks } from "./media-links";
import { Places } from "./places";
import { ShownUpload } from "./shown-upload";

export const handle: PageHandle = { act: "media.edit" };
export const links = mediaLinks;
export const meta: MetaFunction = (args) => passingHead(args, "File");

export async function loader({ params, context }: LoaderFunctionArgs) {
  const upload = await getUpload(context, params.id);
  const member = memberOf(context);
  const places = await listPlacesFor(context.db, member, upload.id);
  const done = context.query("done").get("done");
  const { kind, fileHash } = upload;
  const deps = { store: context.mediaStore, documents: context.mediaReaders.documents };
  const claims = kind === "document" && fileHash !== null ? await readClaims(deps, fileHash) : null;
  return onServer({ as: member.id, upload, places, done, claims });
}

/** Sets what is said of an upload. */
export async function action({ params, request, context }: ActionFunctionArgs) {
  const upload = await getUpload(context, params.id);
  const change = upload.kind === "document" ? saveTitle : saveDescription;
  const done = await change(request, context, upload.id);
  if (done.ok) return redirect(`${mediaPagePath(upload.id)}?done=described`, 303);
  if ("reason" in done) throw notFound("file of yours");
  return data({ errors: done.errors, values: done.values }, 422);
}

async function saveDescription(request: Request, context: AppLoadContext, id: number) {
  const form = await parseForm(request, mediaFormSchema);
  return form.ok ? changeDescription(context, memberOf(context), id, form.value) : form;
}

async function saveTitle(request: Request, context: AppLoadContext, id: number) {
  const form = await parseForm(request, documentFormSchema);
  return form.ok ? changeTitle(context, memberOf(context), id, form.value.title, context.now()) : form;
}

const DONE = new Map([
  ["uploaded", "Uploaded. Put it into a text with the line below."],
  [
    "not-added",
    "Uploaded, but not added: your draft has no room for more. Shorten it, and add the line below.",
  ],
  ["added", "The link of this document stands at the end of your draft now."],
  ["described", "Saved."],
  ["replaced", "This file stands in the place of the old one now. Texts show it in a moment."],
]);

export default function UploadPage() {
  const { as, upload, places, done, claims } = useServerData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { alt, title, decorative } = upload;
  const values = refused?.values ?? { alt, title, ...(decorative && { decorative: "on" }) };
  const isPicture = upload.kind === "picture";
  const here = mediaPagePath(upload.id);
  return (
    <div className="editor-page upload-page">
      <header className="page-head">
        <p className="kicker">
          <a href="/media">Media</a>
        </p>
        <h1 dir="auto">{upload.name}</h1>
      </header>
      {done !== null && DONE.has(done) ? (
        <p className="form-done" role="status">
          {DONE.get(done)}
        </p>
      ) : null}
      <ShownUpload upload={upload} />
      <p className="editor-facts">
        {isPicture
          ? `${upload.width} × ${upload.height} pixels, ${sizeOf(upload.bytes)} with all its widths. `
          : null}
        Uploaded <Time at={upload.createdAt} />
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
            <a href={mediaPagePath(upload.replacedById)}>Another file</a> stands in its place.
          </>
        )}
      </p>
      {isPicture ? null : <Claims claims={claims} />}
      <h2>In a text</h2>
      <p>
        {isPicture
          ? "The editor puts this line where you want the picture. You can also copy it."
          : "Copy this into your text, where the link should stand. The number of pages and the size are added."}
      </p>
      <code className="upload-markdown" dir="ltr">
        {markdownFor(upload)}
      </code>
      <h2>{isPicture ? "Alternative text" : "Title"}</h2>
      <Form action={here} errors={refused?.errors} submit="Save">
        <As id={as} />
        {isPicture ? (
          <DescriptionFields values={values} errors={refused?.errors ?? {}} />
        ) : (
          <TitleField values={values} errors={refused?.errors ?? {}} />
        )}
      </Form>
      <h2 id="where">Where it stands</h2>
      <Places places={places} />
      <ul className="ways-on">
        <li>
          <a href={`${here}/replace`}>Replace it with another {upload.kind}</a>
        </li>
        <li>
          <a href={`${here}/remove`}>{places.length === 0 ? "Delete it" : "Remove it from the site"}</a>
        </li>
      </ul>
    </div>
  );
}
