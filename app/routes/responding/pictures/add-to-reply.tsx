import { type ActionFunctionArgs, data, type MetaFunction } from "@remix-run/node";
import { useActionData, useParams } from "@remix-run/react";
import { readValues } from "~/platform/http/body/form.server";
import { findPostToAnswer } from "~/posts/conversation/post-to-answer.server";
import { postPath } from "~/posts/post";
import type { PageHandle } from "../../page-handle";
import { explainMissingPost } from "../../reading/post-request";
import { passingHead } from "../../titles";
import { PreviewPage, previewReply, revisited } from "../preview-page";
import { addAtEnd, keepPicture } from "./keep-picture";
import { NoForm, PICTURE_FORM, PicturePage } from "./picture-page";

export const handle: PageHandle = { act: "response.picture", ...PICTURE_FORM };
export const meta: MetaFunction = (args) => passingHead(args, "Preview your reply");
export const headers = revisited;
/** Keeps a picture and gives the reply back with it, as it will look. */
export async function action({ request, params: { slug = "" }, context }: ActionFunctionArgs) {
  const values = await readValues(request);
  if (values.without) return previewReply(context, slug, values);
  const kept = await keepPicture(request, context);
  if (kept.ok) return previewReply(context, slug, { ...values, body: addAtEnd(values.body ?? "", kept) });
  const post = await findPostToAnswer(context.db, slug);
  if (!post) throw await explainMissingPost(context.db, slug, values.body);
  return data({ slug, title: post.title, values, errors: kept.errors }, kept.status);
}

export default function AddToReply() {
  const page = useActionData<typeof action>();
  const { slug = "" } = useParams();
  if (!page) return <NoForm back={`${postPath(slug)}#respond`} />;
  if ("form" in page) return <PreviewPage {...page} />;
  return <PicturePage {...page} action={`/posts/${page.slug}/respond/picture/add`} />;
}
