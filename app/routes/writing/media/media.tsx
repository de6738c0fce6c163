import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Time } from "~/design/calendar";
import { countOf } from "~/design/count";
import { NewerOlder } from "~/design/page-links";
import { mediaPagePath } from "~/media/media";
import { type ListedUpload, listUploads, type UploadFilter } from "~/media/media-list.server";
import { Thumb } from "~/media/thumb";
import { readMediaRoom } from "~/media/upload/media-quota.server";
import { may } from "~/people/policy";
import { readPageRequest } from "~/platform/database/paging";
import { sizeOf } from "~/platform/size";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { mediaLinks } from "./media-links";

export const handle: PageHandle = { act: "media.edit" };
export const links = mediaLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Media");

/** What the list shows, by its query: one's own without one. The others are the editors'. */
const LISTS = new Map<string, { filter: UploadFilter; title: string }>([
  ["all", { filter: "all", title: "Everyone’s" }],
  ["undescribed", { filter: "without alternative text", title: "Without alternative text" }],
]);

export async function loader({ context }: LoaderFunctionArgs) {
  const member = memberOf(context);
  const isEditor = may(member, "media.edit");
  const query = context.query("before", "after", "list", "done");
  const request = readPageRequest(query);
  const list = query.get("list");
  const chosen = list === null ? { filter: { ownerId: member.id } } : isEditor ? LISTS.get(list) : undefined;
  const page = request && chosen && (await listUploads(context.db, request, chosen.filter));
  if (!page) throw notFound("list of media", [{ href: "/media", title: "Media" }]);
  const room = await readMediaRoom(context.db, member, context.mediaLimit);
  const isRemoved = query.has("done");
  return onServer({ ...page, list, isEditor, room, isRemoved, isWriter: may(member, "media.upload") });
}

export default function Media() {
  const { items, newer, older, list, isEditor, room, isRemoved, isWriter } = useServerData<typeof loader>();
  return (
    <div className="editor-page">
      <header className="page-head">
        <h1>Media</h1>
        <p>{isWriter ? "Pictures and documents for your texts." : "The pictures of your responses."}</p>
      </header>
      {isRemoved ? (
        <p className="form-done" role="status">
          The file was removed from this site.
        </p>
      ) : null}
      {isWriter ? (
        <p>
          <a href="/media/upload" className="begin">
            Upload a file
          </a>
        </p>
      ) : null}
      <Room {...room} />
      {isEditor ? <Lists list={list} /> : null}
      {items.length === 0 ? <p>{emptyWords(list, isWriter)}</p> : null}
      <ul className="uploads">
        {items.map((upload) => (
          <li key={upload.id}>
            <Listed upload={upload} withOwner={list !== null} />
          </li>
        ))}
      </ul>
      <NewerOlder
        path="/media"
        newer={newer && { ...newer, ...(list !== null && { list }) }}
        older={older && { ...older, ...(list !== null && { list }) }}
        of="files"
      />
    </div>
  );
}

function emptyWords(list: string | null, isWriter: boolean): string {
  if (list !== null) return "None.";
  return isWriter
    ? "You have uploaded nothing yet. What you put into a text from the editor appears here too."
    : "You have uploaded nothing. Where the site allows it, you can add pictures to your responses.";
}

const Lists = ({ list }: { list: string | null }) => (
  <nav className="account-nav" aria-label="Lists of media">
    <ul>
      {[["", "Mine"] as const, ...[...LISTS].map(([key, { title }]) => [key, title] as const)].map(
        ([key, title]) => (
          <li key={key}>
            <a
              href={key ? `/media?list=${key}` : "/media"}
              aria-current={(list ?? "") === key ? "page" : undefined}
            >
              {title}
            </a>
          </li>
        ),
      )}
    </ul>
  </nav>
);

/** How much room is taken: of the person, or for an editor, of the site. */
function Room({ used, limit, siteUsed, siteLimit }: Awaited<ReturnType<typeof readMediaRoom>>) {
  const [taken, whole] = limit === null ? [siteUsed, siteLimit] : [used, limit];
  return (
    <p className="upload-room editor-facts">
      {limit === null ? "The site’s files take" : "Your files take"} {sizeOf(taken)} of {sizeOf(whole)}.
    </p>
  );
}

const Listed = ({ upload, withOwner }: { upload: ListedUpload; withOwner: boolean }) => (
  <a href={mediaPagePath(upload.id)}>
    <Thumb upload={upload} />
    <span className="upload-name" dir="auto">
      {upload.title || upload.name}
    </span>
    <span className="upload-facts">
      <Time at={upload.createdAt} />
      {withOwner && upload.owner ? (
        <>
          {" "}
          by <bdi>{upload.owner.name}</bdi>
        </>
      ) : null}
      {". "}
      {upload.uses === 0 ? "In no text." : `In ${countOf(upload.uses, "text")}.`}
      {upload.replacedById === null ? null : " Replaced."}
    </span>
    {upload.missesAlt ? (
      <span className="upload-facts upload-missing">No alternative text in a text.</span>
    ) : null}
  </a>
);
