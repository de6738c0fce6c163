import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { Reported } from "~/moderation/reports/report";
import { findPostToAnswer } from "~/posts/conversation/post-to-answer.server";
import { postPath } from "~/posts/post";
import type { PageHandle } from "../../page-handle";
import { explainMissingPost } from "../../reading/post-request";
import { passingHead } from "../../titles";
import { nameOf } from "../speaker";
import { answerReport } from "./answer-report";
import { ReportPage } from "./report-page";

export const handle: PageHandle = { act: "response.report" };
export const meta: MetaFunction = (args) => passingHead(args, "Report a post");

export async function loader({ params: { slug = "" }, context }: LoaderFunctionArgs) {
  return { as: nameOf(context.viewer)?.id ?? null, thing: await getReported(context, slug) };
}

export async function action(args: ActionFunctionArgs) {
  return answerReport(args, await getReported(args.context, args.params.slug ?? ""));
}

async function getReported({ db }: AppLoadContext, slug: string) {
  const post = await findPostToAnswer(db, slug);
  if (!post) throw await explainMissingPost(db, slug);
  return {
    kind: "post",
    id: post.id,
    slug: post.slug,
    title: post.title,
    language: post.language,
  } satisfies Reported;
}

export default function ReportPost() {
  const { as, thing } = useLoaderData<typeof loader>();
  return (
    <ReportPage thing={thing} as={as} back={postPath(thing.slug)} answer={useActionData<typeof action>()}>
      <p dir="auto" lang={thing.language ?? undefined}>
        <b>{thing.title}</b>
      </p>
    </ReportPage>
  );
}
