import {
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { findOwnBlock, hasOthersThanMaker } from "~/flows/moderating/block-appeals.server";
import { provesBlock } from "~/flows/moderating/review-reply.server";
import { findBlockAppealOf } from "~/moderation/appeals/block-appeal.server";
import { guestAppealPath, guestBlockPath } from "~/moderation/blocks/block";
import { readRowId } from "~/platform/database/rows/row-id";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { SECRET_HEADERS } from "../../secret-headers";
import { passingHead } from "../../titles";
import { BlockPage } from "./block-page";
import { receiveBlockAppeal } from "./receive-block-appeal";

export const handle: PageHandle = {};
export const meta: MetaFunction = (args) => passingHead(args, "Commenting");
export const headers: HeadersFunction = () => SECRET_HEADERS;

/** Throws 404 to whoever hasn't met the block. */
function readParams({ params, context }: LoaderFunctionArgs) {
  const id = readRowId(params.id) ?? 0;
  const proof = params.proof ?? "";
  if (!provesBlock(context.siteSecret, id, proof)) throw notFound("page");
  return { id, proof };
}

/** What keeps a guest from commenting: the refusal of their reply leads here. What somebody else asked isn't shown. */
export async function loader(args: LoaderFunctionArgs) {
  const { context } = args;
  const { db } = context;
  const { id, proof } = readParams(args);
  const block = await findOwnBlock(context, { proof }, id, context.now());
  const othersAsked = block !== null && (await findBlockAppealOf(db, id, null)) !== null;
  return onServer({ id, proof, block, othersAsked, hasOthers: await hasOthersThanMaker(db, id, null) });
}

/** A blocked guest asks for another look, and gets the secret address of its answer. */
export async function action(args: ActionFunctionArgs) {
  const { id, proof } = readParams(args);
  const made = await receiveBlockAppeal(args, { proof }, () => id);
  if (!made.ok) return made.answer;
  return redirect(guestAppealPath(made.secret ?? ""), { status: 303, headers: SECRET_HEADERS });
}

export default function GuestBlock() {
  const { id, proof, ...shown } = useServerData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <BlockPage {...shown} action={guestBlockPath(id, proof)} as={null} appeal={null} refused={refused} />
  );
}
