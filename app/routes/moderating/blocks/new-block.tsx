import {
  type ActionFunctionArgs,
  type AppLoadContext,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { findNetworkUse } from "~/comments/guests/guest-networks.server";
import { findQueuedComment } from "~/comments/moderation/moderated-comments.server";
import { blockThing } from "~/flows/moderating/block.server";
import { measureReach, type Reach } from "~/flows/moderating/block-reach.server";
import { BLOCK_KINDS, BLOCKS_PATH, type BlockKind } from "~/moderation/blocks/block";
import { blockForms } from "~/moderation/blocks/block.schema";
import { findEnd } from "~/moderation/blocks/block-end";
import { explainBlocking } from "~/moderation/blocks/block-refusals";
import { readRowId } from "~/platform/database/rows/row-id";
import { parseForm } from "~/platform/http/body/form.server";
import { readSite } from "~/site/site.server";
import { notFound } from "../../not-found";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { refuseModerator } from "../../session/permission";
import { passingHead } from "../../titles";
import { ModeratingFrame } from "../moderating-frame";
import { moderationLinks } from "../responses/moderation-links";
import { BLOCK_TITLES, BlockForm } from "./block-form";

export const handle: PageHandle = { act: "block.edit" };
export const links = moderationLinks;
export const meta: MetaFunction = (args) => passingHead(args, "New block");

/** The address says what to block: `kind`, and what is known of it. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { kind, query } = readKind(context);
  const isGuests = kind === "address" || kind === "network";
  const comment = isGuests ? await findQueuedComment(context.db, readRowId(query.get("comment")) ?? 0) : null;
  if (isGuests && (!comment || comment.personId !== null)) throw notFound("comment by a guest", WAY_BACK);
  const values: Record<string, string> = {
    ...{ handle: query.get("handle") ?? "", text: query.get("text") ?? "" },
    comment: String(comment?.id ?? ""),
  };
  const guestName = comment?.guestName ?? null;
  const use = kind === "network" ? await findNetworkUse(context.db, comment?.id ?? 0) : null;
  return { as: memberOf(context).id, kind, guestName, use, values };
}

const WAY_BACK = [{ href: BLOCKS_PATH, title: "Blocks" }];

function readKind(context: AppLoadContext): { kind: BlockKind; query: URLSearchParams } {
  const query = context.query("kind", "handle", "text", "comment");
  const kind = BLOCK_KINDS.find((known) => known === query.get("kind"));
  if (!kind) throw notFound("kind of block", WAY_BACK);
  return { kind, query };
}

/** Blocks something. A block of words or a domain is previewed first, and one that would have stopped much is asked about again. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { db } = context;
  const { kind } = readKind(context);
  const member = memberOf(context);
  const now = context.now();
  const form = await parseForm(request, blockForms[kind]);
  const values: Record<string, string> = {
    ...form.values,
    ...(form.ok && "text" in form.value && { text: form.value.text }),
  };
  const refuse = (status: number, errors: Record<string, string>, reach: Reach | null = null) =>
    data({ values, errors, reach }, status);
  if (!form.ok) return refuse(422, form.errors);
  const input = form.value;
  const end = findEnd(input, (await readSite(db)).timeZone, now);
  if (!end.ok) return refuse(422, { until: end.error });
  if (input.kind === "domain" || input.kind === "words") {
    const reach = await measureReach(db, input);
    if (values.seen !== input.text) return refuse(200, {}, reach);
    if (reach.isWide && values.sure !== "yes")
      return refuse(422, { sure: "Please confirm that this is meant." }, reach);
  }
  const blocked = await blockThing(context, member, input, { endsAt: end.endsAt, now });
  if (blocked.ok) return redirect(`${BLOCKS_PATH}?done=blocked`, 303);
  if (blocked.reason === "block.not-allowed") throw refuseModerator(member);
  return refuse(409, explainBlocking(blocked.reason));
}

export default function NewBlock() {
  const { values, ...opened } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <ModeratingFrame page={BLOCKS_PATH} title={BLOCK_TITLES[opened.kind]}>
      <BlockForm
        {...opened}
        values={{ ...values, ...answer?.values }}
        errors={answer?.errors ?? {}}
        reach={answer?.reach ?? null}
      />
      <ul className="ways-on">
        <li>
          <a href={BLOCKS_PATH}>Cancel</a>
        </li>
      </ul>
    </ModeratingFrame>
  );
}
