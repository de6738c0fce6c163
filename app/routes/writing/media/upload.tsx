import {
  type ActionFunctionArgs,
  type AppLoadContext,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { Field } from "~/design/form/field";
import { draftPath } from "~/drafts/draft";
import type { Draft } from "~/drafts/draft.server";
import { mayEdit } from "~/drafts/editor/editing";
import { addToDraft } from "~/flows/writing/add-picture.server";
import { markdownFor, mediaPagePath } from "~/media/media";
import { MAX_UPLOAD_FORM_BYTES } from "~/media/media.schema";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { getDraft } from "../editor/editing";
import { FileForm } from "./file-form";
import { keepFileOf } from "./keeping";
import { mediaLinks } from "./media-links";

export const handle: PageHandle = {
  act: "media.upload",
  acceptsFile: true,
  maxBodyBytes: MAX_UPLOAD_FORM_BYTES,
};
export const links = mediaLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Upload a file");

/** The page for a picture, with `?into=ID` for one of that draft. */
export async function loader({ context }: LoaderFunctionArgs) {
  const draft = await findDraftOf(context);
  const of = draft && { id: draft.id, title: draft.title };
  return onServer({ as: memberOf(context).id, draft: of });
}

async function findDraftOf(context: AppLoadContext): Promise<Draft | null> {
  const id = context.query("into").get("into");
  if (id === null) return null;
  const draft = await getDraft(context, id);
  if (!mayEdit(memberOf(context), draft)) throw notFound("draft of yours");
  return draft;
}

/** Keeps a file, and leads to its page, or back to the draft whose text has it now. */
export async function action({ request, context }: ActionFunctionArgs) {
  const draft = await findDraftOf(context);
  const kept = await keepFileOf(request, context);
  if (!kept.ok) return data({ errors: kept.errors, values: kept.values }, kept.status);
  const isAdded =
    draft && (await addToDraft(context, memberOf(context), draft.id, markdownFor(kept), context.now()));
  // Its page has what is to be put into a text, and what a document says of itself.
  const here = mediaPagePath(kept.id);
  if (!isAdded) return redirect(`${here}?done=${draft ? "not-added" : "uploaded"}`, 303);
  return redirect(
    kept.kind === "document" ? `${here}?done=added` : `${draftPath(draft.id)}?picture=added`,
    303,
  );
}

export default function Upload() {
  const { as, draft } = useServerData<typeof loader>();
  const { errors = {}, values = {} } = useActionData<typeof action>() ?? {};
  return (
    <div className="editor-page upload-page">
      <header className="page-head">
        <p className="kicker" dir="auto">
          {draft ? draft.title || "Untitled draft" : <a href="/media">Media</a>}
        </p>
        <h1>{draft ? "Add a picture or PDF" : "Upload a file"}</h1>
        {draft ? (
          <p>
            Your text is saved. The file is added at its end, and you can move it from there. Of a picture,
            the place where it was taken, and whatever else stands in the file beside it, is taken out. A PDF
            stays as it is.
          </p>
        ) : (
          <p>
            Only you and the editors see it until a text with it is published. Of a picture, the place where
            it was taken, and whatever else stands in the file beside it, is taken out. A PDF stays as it is.
          </p>
        )}
      </header>
      <FileForm
        action={draft ? `/media/upload?into=${draft.id}` : "/media/upload"}
        label="Picture or PDF"
        submit={draft ? "Add file" : "Upload"}
        {...{ as, values, errors }}
      >
        {draft ? (
          <Field
            name="caption"
            label="Caption"
            value={values.caption}
            error={errors.caption}
            hint="Stands below the picture, for everyone."
          />
        ) : null}
      </FileForm>
      {draft ? (
        <p>
          <a href={draftPath(draft.id)}>Back to editing</a>
        </p>
      ) : null}
    </div>
  );
}
