import { type ActionFunctionArgs, data, type MetaFunction } from "@remix-run/node";
import { useActionData, useParams } from "@remix-run/react";
import { explainUpload } from "~/media/upload/upload-refusals";
import { readValues } from "~/platform/http/body/form.server";
import { MAX_TEXT_FORM_BYTES } from "~/platform/http/request/route-rules";
import { findPostToAnswer } from "~/posts/conversation/post-to-answer.server";
import { postPath } from "~/posts/post";
import type { PageHandle } from "../../page-handle";
import { explainMissingPost } from "../../reading/post-request";
import { passingHead } from "../../titles";
import { PreviewPage, previewReply, revisited } from "../preview-page";
import { whyNone } from "./keep-picture";
import { NoForm, PicturePage } from "./picture-page";

export const handle: PageHandle = { act: "response.picture", maxBodyBytes: MAX_TEXT_FORM_BYTES };
export const meta: MetaFunction = (args) => passingHead(args, "Add a picture");
export const headers = revisited;

/** Shows the page with a file field. */
export async function action({ request, params: { slug = "" }, context }: ActionFunctionArgs) {
  const values = await readValues(request);
  const reason = await whyNone(context);
  if (reason) return previewReply(context, slug, values, { status: 422, words: explainUpload(reason) });
  const post = await findPostToAnswer(context.db, slug);
  if (!post) throw await explainMissingPost(context.db, slug, values.body);
  return data({ slug, title: post.title, values });
}

export default function ReplyPicture() {
  const page = useActionData<typeof action>();
  const { slug = "" } = useParams();
  if (!page) return <NoForm back={`${postPath(slug)}#respond`} />;
  if ("form" in page) return <PreviewPage {...page} />;
  return <PicturePage {...page} action={`/posts/${page.slug}/respond/picture/add`} />;
}
