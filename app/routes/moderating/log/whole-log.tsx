import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { NewerOlder } from "~/design/page-links";
import { listLog } from "~/moderation/log/log.server";
import { LogEntry } from "~/moderation/log/log-entry";
import { readPageRequest } from "~/platform/database/paging";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { passingHead } from "../../titles";
import { ModeratingFrame } from "../moderating-frame";
import { moderationLinks } from "../responses/moderation-links";

export const handle: PageHandle = { act: "log.read" };
export const links = moderationLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Moderation log");

export async function loader({ context }: LoaderFunctionArgs) {
  const request = readPageRequest(context.query("before", "after"));
  const page = request && (await listLog(context.db, request));
  if (!page) throw notFound("page of the log", [{ href: "/moderation/log/all", title: "Moderation log" }]);
  return onServer(page);
}

export default function WholeLog() {
  const { items, newer, older } = useServerData<typeof loader>();
  return (
    <ModeratingFrame page="/moderation/log/all" title="Moderation log">
      <p>
        With names, for moderators. Everyone can read <a href="/moderation/log">the public log</a>, without
        them.
      </p>
      {items.length === 0 ? <p>Nothing so far.</p> : null}
      <ol className="log-entries">
        {items.map((entry) => (
          <LogEntry key={entry.id} entry={entry} linked />
        ))}
      </ol>
      <NewerOlder path="/moderation/log/all" newer={newer} older={older} of="entries" />
    </ModeratingFrame>
  );
}
