import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { markdownFor, mediaPath } from "~/media/media";
import { findUpload } from "~/media/media.server";
import { may } from "~/people/policy";
import { readRowId } from "~/platform/database/row-id";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { editorLinks } from "../editor/editor-page";

export const handle: PageHandle = { act: "media.edit" };
export const links = editorLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Picture");

export async function loader({ params, context }: LoaderFunctionArgs) {
  const id = readRowId(params.id);
  const upload = id === null ? null : await findUpload(context.db, id);
  if (!upload || !may(memberOf(context), "media.edit", upload)) throw notFound("picture of yours");
  return onServer({ upload });
}

export default function UploadPage() {
  const { upload } = useServerData<typeof loader>();
  const { width, height, alt } = upload;
  return (
    <div className="editor-page">
      <header className="page-head">
        <h1 dir="auto">{upload.name}</h1>
      </header>
      <p>
        <img src={mediaPath(upload)} alt={alt} {...{ width, height }} />
      </p>
      <p>
        In a text: <code>{markdownFor(upload)}</code>
      </p>
    </div>
  );
}
