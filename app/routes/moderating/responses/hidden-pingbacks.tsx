import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { NewerOlder } from "~/design/page-links";
import { ModeratedPingback } from "~/moderation/moderated-pingback";
import { moderationPath } from "~/moderation/response-ref";
import { listHiddenPingbacks } from "~/pingbacks/moderated-pingbacks.server";
import { readPageRequest } from "~/platform/database/paging";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { passingHead } from "../../titles";
import { ModeratingFrame } from "../moderating-frame";
import { moderationLinks } from "./moderation-links";

const PATH = "/moderation/pingbacks";

export const handle: PageHandle = { act: "response.moderate" };
export const links = moderationLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Pingbacks that are held or hidden");

/** Pingbacks that moderators hid, which editing their posts doesn't show again. */
export async function loader({ context }: LoaderFunctionArgs) {
  const request = readPageRequest(context.query("before", "after"));
  const page = request && (await listHiddenPingbacks(context.db, request));
  if (!page)
    throw notFound("page of pingbacks", [{ href: PATH, title: "Pingbacks that are held or hidden" }]);
  return onServer(page);
}

export default function HiddenPingbacks() {
  const { items, newer, older } = useServerData<typeof loader>();
  return (
    <ModeratingFrame page="/moderation" title="Pingbacks that are held or hidden">
      <p>
        Readers don’t see these. They stay hidden when the post that links is edited, until a moderator
        approves them.
      </p>
      {items.length === 0 ? <p>There are none.</p> : null}
      <ol className="queue">
        {items.map((pingback) => (
          <li key={pingback.id}>
            <ModeratedPingback pingback={pingback} />
            <p className="moderated-line moderated-more">
              <a href={moderationPath({ kind: "pingback", id: pingback.id })}>
                Decide about it (now {pingback.status})
              </a>
            </p>
          </li>
        ))}
      </ol>
      <NewerOlder path={PATH} newer={newer} older={older} of="pingbacks" />
    </ModeratingFrame>
  );
}
