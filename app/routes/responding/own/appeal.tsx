import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { commentPath, statusPath } from "~/comments/comment";
import { readRowId } from "~/platform/database/rows/row-id";
import { useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { receiveAppeal } from "./answer-appeal";
import { loadOwn } from "./by-id";
import { ownLinks } from "./own-links";
import { OwnPage } from "./own-page";

export const handle: PageHandle = { act: "response.remove" };
export const links = ownLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Your reply");

export const loader = (args: LoaderFunctionArgs) => loadOwn(args);

/** A member asks for another look at a decision about their comment. */
export async function action(args: ActionFunctionArgs) {
  const id = readRowId(args.params.id) ?? 0;
  // Nobody learns from a refusal whether a comment exists.
  await loadOwn(args);
  const made = await receiveAppeal(args, { member: memberOf(args.context), id });
  return made.ok ? redirect(`${statusPath(id)}#appeal-title`, 303) : made.answer;
}

export default function Appeal() {
  const { as, ...shown } = useServerData<typeof loader>();
  const refused = useActionData<typeof action>();
  return <OwnPage address={commentPath(shown.comment.id)} as={as} shown={shown} refused={refused} />;
}
