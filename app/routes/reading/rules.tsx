import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Prose } from "~/design/prose";
import { ONE_PAGE } from "~/platform/http/request/route-rules";
import { readRules, SITE_KEY } from "~/site/site.server";
import { notFound } from "../not-found";
import { onServer, useServerData } from "../on-server";
import type { PageHandle } from "../page-handle";
import { head } from "../titles";

export const handle: PageHandle = { cached: ONE_PAGE };

export const meta: MetaFunction = (args) => head(args, "House rules", "/rules");

export async function loader({ context }: LoaderFunctionArgs) {
  const rulesHtml = await readRules(context.db);
  if (rulesHtml === "") throw notFound();
  context.addCacheTags(SITE_KEY);
  return onServer({ rulesHtml });
}

export default function Rules() {
  const { rulesHtml } = useServerData<typeof loader>();
  return (
    <>
      <header className="page-head">
        <h1>House rules</h1>
      </header>
      <Prose html={rulesHtml} />
    </>
  );
}
