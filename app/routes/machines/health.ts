import type { LoaderFunctionArgs } from "@remix-run/node";
import { isNewSite } from "~/site/site.server";

/** Whether the site answers and its database with it. */
export async function loader({ context }: LoaderFunctionArgs) {
  await isNewSite(context.db);
  return Response.json({ status: "ok" });
}
