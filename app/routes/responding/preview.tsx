import type { ActionFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useParams } from "@remix-run/react";
import { readValues } from "~/platform/http/body/form.server";
import { MAX_TEXT_FORM_BYTES } from "~/platform/http/request/route-rules";
import { postPath } from "~/posts/post";
import type { PageHandle } from "../page-handle";
import { passingHead } from "../titles";
import { PreviewPage, previewReply, revisited } from "./preview-page";

export const handle: PageHandle = { act: "response.write", maxBodyBytes: MAX_TEXT_FORM_BYTES };
export const meta: MetaFunction = (args) => passingHead(args, "Preview your reply");
export const headers = revisited;

/** Shows how a reply will look. Nothing is stored. */
export const action = async ({ request, params: { slug = "" }, context }: ActionFunctionArgs) =>
  previewReply(context, slug, await readValues(request));

export default function Preview() {
  const page = useActionData<typeof action>();
  const { slug = "" } = useParams();
  return page ? <PreviewPage {...page} /> : <NothingToPreview slug={slug} />;
}

/** A preview answers a form; a GET has nothing to show. */
const NothingToPreview = ({ slug }: { slug: string }) => (
  <div className="notice">
    <h1>Nothing to preview</h1>
    <p>
      To preview a reply, write it below the post and press “Preview”.{" "}
      <a href={`${postPath(slug)}#respond`}>Back to the post</a>.
    </p>
  </div>
);
