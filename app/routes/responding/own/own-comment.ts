import type { AppLoadContext } from "@remix-run/node";
import { readRowId } from "~/platform/database/rows/row-id";
import { memberOf } from "../../session/member";

/** A comment for its writer, by the id in its address. */
export const ownComment = (context: AppLoadContext, id: string | undefined) => ({
  member: memberOf(context),
  id: readRowId(id) ?? 0,
});
