import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { ModerationAction } from "~/moderation/actions";
import { type OnServer, onServer } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { answerDecision, type Outcome } from "./answer-decision";
import { explainChoice } from "./moderation-form";
import { moderationLinks } from "./moderation-links";
import { OutcomePage } from "./outcome-page";

export const handle: PageHandle = { act: "response.moderate" };
export const links = moderationLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Moderation");

/** The address of a form, opened by itself. */
export const loader = ({ context }: LoaderFunctionArgs) =>
  onServer<Outcome>({ as: memberOf(context).id, choice: explainChoice([]), refused: [], entry: null });

/** Approves, holds or marks as spam what the form names. */
export const action = (args: ActionFunctionArgs) => {
  const verb = new URL(args.request.url).pathname.split("/").pop();
  const atTop = verb === "approve-at-top";
  const action = atTop ? "approve" : (verb as ModerationAction);
  return answerDecision(args, { action, reason: "", words: "", atTop });
};

export default function Decide() {
  const opened = useLoaderData() as OnServer<Outcome>;
  const { value } = (useActionData() as OnServer<Outcome> | undefined) ?? opened;
  return <OutcomePage {...value} />;
}
