import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import {
  type DecisionRefusal,
  dismissNomination,
  inviteWriter,
} from "~/flows/writing/nominate-response.server";
import { readRowId } from "~/platform/database/rows/row-id";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { moderationLinks } from "../responses/moderation-links";
import { NOMINATIONS_PATH, NominatedList, readNominated } from "./nominated-list";

export const handle: PageHandle = { act: "person.invite-writer" };
export const links = moderationLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Nominations");

export const loader = async ({ context }: LoaderFunctionArgs) => onServer(await readNominated(context));

/** Invites the writer of a nominated response, or dismisses it: the last part of the address says which. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const id = readRowId(params.id);
  const verb = new URL(request.url).pathname.split("/").at(-1) ?? "";
  const decide = DECISIONS.get(verb);
  if (id === null || !decide) throw notFound("nomination");
  const done = await decide(context, memberOf(context), id, context.now());
  if (done.ok) return redirect(`${NOMINATIONS_PATH}?done=${verb}`, 303);
  return data({ errors: { form: REFUSALS[done.reason] } }, 409);
}

const DECISIONS = new Map([
  ["invite", inviteWriter],
  ["dismiss", dismissNomination],
]);

const REFUSALS: Record<DecisionRefusal["reason"], string> = {
  "comment.not-found": "This response can’t be read by everyone any more, so its writer wasn’t invited.",
  "nomination.not-allowed": "Your role was changed meanwhile. Only editors can decide about nominations.",
  "nomination.own": "This is your own response. You can continue it as a post yourself.",
  "nomination.none": "Nobody has nominated this response.",
  "nomination.settled": "Another editor has decided about this nomination meanwhile.",
  "nomination.nobody": "Its writer’s account isn’t active any more, so they can’t be invited.",
};

export default function DecideNomination() {
  return (
    <NominatedList {...useServerData<typeof loader>()} errors={useActionData<typeof action>()?.errors} />
  );
}
