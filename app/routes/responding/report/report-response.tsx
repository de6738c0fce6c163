import {
  type ActionFunctionArgs,
  type AppLoadContext,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { commentPath } from "~/comments/comment";
import { findQueuedComment } from "~/comments/moderation/moderated-comments.server";
import { Prose } from "~/design/prose";
import { findQueuedPingback } from "~/pingbacks/moderated-pingbacks.server";
import { pingbackPath } from "~/pingbacks/pingback";
import { readRowId } from "~/platform/database/rows/row-id";
import { isReadable } from "~/visibility/status";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { passingHead } from "../../titles";
import { nameOf } from "../speaker";
import { answerReport, type ReportAnswer } from "./answer-report";
import { ReportPage } from "./report-page";

export const handle: PageHandle = { act: "response.report" };
export const meta: MetaFunction = (args) => passingHead(args, "Report a response");

export async function loader({ request, params: { id = "" }, context }: LoaderFunctionArgs) {
  const reported = await getReported(context, request, id);
  const as = nameOf(context.viewer)?.id ?? null;
  return onServer({ as, ...reported, isOwn: isOwn(context, reported) });
}

export async function action(args: ActionFunctionArgs) {
  const reported = await getReported(args.context, args.request, args.params.id ?? "");
  if (isOwn(args.context, reported)) return data(OWN, 409);
  return answerReport(args, { kind: reported.kind, id: reported.id });
}

const isOwn = ({ viewer }: AppLoadContext, { personId }: { personId: number | null }) =>
  viewer.kind === "person" && viewer.id === personId;

/** The page says what to do instead. */
const OWN: ReportAnswer = { values: {}, errors: {}, received: null };

/** A response that everyone can read. */
async function getReported({ db }: AppLoadContext, request: Request, param: string) {
  const id = readRowId(param) ?? 0;
  if (new URL(request.url).pathname.startsWith("/comments/")) {
    const comment = await findQueuedComment(db, id);
    if (!comment || !isReadable(comment)) throw notFound("comment");
    const { html, guestName, person, personId } = comment;
    const name = person?.name ?? guestName ?? "Someone";
    return { kind: "comment" as const, id, personId, html, text: "", name };
  }
  const pingback = await findQueuedPingback(db, id);
  if (!pingback || !isReadable(pingback)) throw notFound("pingback");
  const { sentence, sourcePost } = pingback;
  return { kind: "pingback" as const, id, personId: null, html: "", text: sentence, name: sourcePost.title };
}

export default function ReportResponse() {
  const { as, kind, id, isOwn, html, text, name } = useServerData<typeof loader>();
  const answer = useActionData<typeof action>();
  const back = kind === "comment" ? commentPath(id) : pingbackPath(id);
  return (
    <ReportPage thing={{ kind, id }} as={as} isOwn={isOwn} back={back} answer={answer}>
      <p className="response-line">
        <bdi>{name}</bdi>
      </p>
      {html ? <Prose html={html} /> : <p dir="auto">{text}</p>}
    </ReportPage>
  );
}
