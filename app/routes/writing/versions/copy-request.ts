import type { AppLoadContext } from "@remix-run/node";
import type { Draft } from "~/drafts/draft.server";
import { type DraftCopy, listCopies } from "~/drafts/saving/draft-saving.server";
import { readRowId } from "~/platform/database/rows/row-id";
import { notFound } from "../../not-found";

/** The copy of an address, beside its draft. Throws 404. */
export async function getCopy(
  { db }: Pick<AppLoadContext, "db">,
  draft: Pick<Draft, "id">,
  id: string | undefined,
): Promise<DraftCopy> {
  const copyId = readRowId(id);
  const copy = (await listCopies(db, draft.id)).find((one) => one.id === copyId);
  if (!copy) throw notFound("copy", [{ href: `/write/${draft.id}/copies`, title: "Copies of this draft" }]);
  return copy;
}
