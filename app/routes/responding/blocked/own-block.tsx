import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { findOwnBlock, hasOthersThanMaker } from "~/flows/moderating/block-appeals.server";
import { findBlockAppealOf, findLastBlockAppeal } from "~/moderation/appeals/block-appeal.server";
import { OWN_BLOCK_PATH } from "~/moderation/blocks/block";
import { readRowId } from "~/platform/database/rows/row-id";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { BlockPage } from "./block-page";
import { receiveBlockAppeal } from "./receive-block-appeal";

export const handle: PageHandle = { act: "account.manage" };
export const meta: MetaFunction = (args) => passingHead(args, "Commenting");

/** What keeps a member from commenting, or the answer to their last appeal if nothing does. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { db } = context;
  const member = memberOf(context);
  const block = await findOwnBlock(context, { member }, 0, context.now());
  const appeal = block
    ? await findBlockAppealOf(db, block.id, member.id)
    : await findLastBlockAppeal(db, member.id);
  const hasOthers = block !== null && (await hasOthersThanMaker(db, block.id, member.id));
  return onServer({ as: member.id, block, appeal, hasOthers });
}

/** A blocked member asks for another look. */
export async function action(args: ActionFunctionArgs) {
  const who = { member: memberOf(args.context) };
  const made = await receiveBlockAppeal(args, who, ({ decision }) => readRowId(decision) ?? 0);
  return made.ok ? redirect(`${OWN_BLOCK_PATH}#appeal-title`, 303) : made.answer;
}

export default function OwnBlock() {
  const shown = useServerData<typeof loader>();
  return <BlockPage {...shown} action={OWN_BLOCK_PATH} refused={useActionData<typeof action>()} />;
}
