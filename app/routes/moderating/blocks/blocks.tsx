import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { NewerOlder } from "~/design/page-links";
import { BLOCKS_PATH } from "~/moderation/blocks/block";
import { listBlocks } from "~/moderation/blocks/block.server";
import { BlockLine } from "~/moderation/blocks/block-line";
import { readPageRequest } from "~/platform/database/paging";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { ModeratingFrame } from "../moderating-frame";
import { moderationLinks } from "../responses/moderation-links";

export const handle: PageHandle = { act: "block.edit" };
export const links = moderationLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Blocks");

/** Blocks in force, or with `show=ended` those that have ended lately. */
export async function loader({ context }: LoaderFunctionArgs) {
  const query = context.query("before", "after", "show", "done");
  const hasEnded = query.get("show") === "ended";
  const request = readPageRequest(query);
  const which = hasEnded ? "ended" : "in force";
  const page = request && (await listBlocks(context.db, which, request, context.now()));
  if (!page) throw notFound("page of the blocks", [{ href: BLOCKS_PATH, title: "Blocks" }]);
  return onServer({
    as: memberOf(context).id,
    page,
    hasEnded,
    done: DONE.get(query.get("done") ?? "") ?? null,
  });
}

const DONE = new Map([
  ["blocked", "Blocked. You can end it here at any time."],
  ["ended", "The block has ended."],
]);

export default function Blocks() {
  const { as, page, hasEnded, done } = useServerData<typeof loader>();
  const { items, newer, older } = page;
  const inList = (request: object | null) => request && { ...request, ...(hasEnded && { show: "ended" }) };
  return (
    <ModeratingFrame page={BLOCKS_PATH} title={hasEnded ? "Ended blocks" : "Blocks"} done={done}>
      <p>
        A block keeps people, links or words out of new comments. Nobody is kept from reading, or from their
        own settings. To block a guest’s e-mail address or network, open one of their comments.
      </p>
      <ul className="ways-on">
        <li>
          <a href={`${BLOCKS_PATH}/new?kind=words`}>Block words…</a>
        </li>
        <li>
          <a href={`${BLOCKS_PATH}/new?kind=domain`}>Block links to a domain…</a>
        </li>
        <li>
          <a href={`${BLOCKS_PATH}/new?kind=person`}>Block a member…</a>
        </li>
      </ul>
      {items.length === 0 ? <p>{hasEnded ? "No block has ended lately." : "Nothing is blocked."}</p> : null}
      <ol className="queue">
        {items.map((block) => (
          <li key={block.id} id={`block-${block.id}`}>
            <BlockLine block={block} hasEnded={hasEnded} />
            {hasEnded ? null : (
              <form method="post" action={`${BLOCKS_PATH}/${block.id}/end`} className="decisions">
                <As id={as} />
                <button type="submit" className="quiet" aria-label={`End block ${block.id}`}>
                  End this block
                </button>
              </form>
            )}
          </li>
        ))}
      </ol>
      <NewerOlder path={BLOCKS_PATH} newer={inList(newer)} older={inList(older)} of="blocks" />
      <p>
        {hasEnded ? (
          <a href={BLOCKS_PATH}>Blocks in force</a>
        ) : (
          <a href={`${BLOCKS_PATH}?show=ended`}>Ended blocks</a>
        )}
      </p>
    </ModeratingFrame>
  );
}
