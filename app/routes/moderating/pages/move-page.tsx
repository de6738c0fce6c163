import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { mayNow } from "~/accounts/present-rights.server";
import { MOVES } from "~/pages/navigation";
import { type MoveRefusal, movePage } from "~/pages/navigation.server";
import styles from "~/pages/navigation-list.css?url";
import { MAX_IN_NAVIGATION } from "~/pages/page.schema";
import { readRowId } from "~/platform/database/rows/row-id";
import { readValues } from "~/platform/http/body/form.server";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { loadPages, PageLists } from "./page-lists";

export const handle: PageHandle = { act: "page.arrange" };
export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];
export const meta: MetaFunction = (args) => passingHead(args, "Pages");

export const loader = async ({ context }: LoaderFunctionArgs) => onServer(await loadPages(context));

/** Moves a page up or down in the navigation, or into it or out of it: the last part of the address says which. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const id = readRowId(params.id);
  const verb = new URL(request.url).pathname.split("/").at(-1);
  const move = MOVES.find((one) => one === verb);
  if (id === null || !move) throw notFound("page");
  const { seen = "" } = await readValues(request);
  const moved = await context.db.write(async (tx) =>
    (await mayNow(tx.db, memberOf(context), "page.arrange"))
      ? movePage(tx, id, move, seen)
      : ({ ok: false, reason: "page.not-found" } as const),
  );
  if (moved.ok) return redirect(`/moderation/pages?done=${move}-${id}`, 303);
  if (moved.reason === "page.not-found") throw notFound("page");
  return data({ errors: { form: explain(moved.reason) } }, 409);
}

function explain(reason: Exclude<MoveRefusal["reason"], "page.not-found">): string {
  if (reason === "navigation.full")
    return `The navigation has room for ${MAX_IN_NAVIGATION} pages. Remove one first.`;
  return "The navigation was changed meanwhile. This is how it stands now: please try again.";
}

export default function MovePage() {
  return <PageLists {...useServerData<typeof loader>()} refused={useActionData<typeof action>()} />;
}
