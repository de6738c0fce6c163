import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { personKey } from "~/people/person.server";
import { may } from "~/people/policy";
import type { DatabaseClient } from "~/platform/database/database.server";
import { historyPath, postPath } from "~/posts/post";
import { findPostOwners } from "~/posts/post-commands.server";
import { compare } from "~/revisions/comparison";
import styles from "~/revisions/comparison.css?url";
import { groupEdits, MAX_LISTED, toCompare } from "~/revisions/revision";
import { findRevision, listRevisions } from "~/revisions/revision.server";
import { onServer, serverData, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { head, NOINDEX } from "../../titles";
import { getPost } from "../post-request";
import { shownWith } from "../shown";
import { VersionChanges } from "./version-changes";
import { VersionList } from "./version-list";
import { getRevision } from "./version-request";

export const handle: PageHandle = { cached: { types: ["text/html"], query: ["version"] } };

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const meta: MetaFunction = (args) => {
  const data = serverData<typeof loader>(args.data);
  if (!data) return [];
  const { post, changes } = data;
  const title = changes ? `What changed in version ${changes.number}: ` : "Versions of ";
  return [...head(args, title + post.title, historyPath(post.slug)), NOINDEX];
};

/** The versions of a post; with `?version=N`, what that one changed. */
export async function loader({ params: { slug = "" }, context }: LoaderFunctionArgs) {
  const { db, viewer, addCacheTags } = context;
  const asked = context.query("version").get("version");
  const place = asked === null ? "" : `?version=${encodeURIComponent(asked)}`;
  const post = await getPost(db, slug, (moved) => historyPath(moved) + place);
  const revisions = await listRevisions(db, post.id);
  addCacheTags(
    ...shownWith(post),
    ...revisions.flatMap(({ person }) => (person ? personKey(person.id) : [])),
  );
  const owners = viewer.kind === "person" ? await findPostOwners(db, post.id) : null;
  return onServer({
    post: { slug: post.slug, title: post.title },
    edits: groupEdits(revisions).reverse(),
    hasMore: revisions.length === MAX_LISTED,
    mayRestore: owners !== null && may(viewer, "post.edit-draft", owners),
    mayRemove: may(viewer, "revision.remove"),
    changes: asked === null ? null : await readChanges(db, post, revisions, asked),
  });
}

/** What a version changed: since the edit before, of the versions that aren't removed. */
async function readChanges(
  db: DatabaseClient,
  post: { id: number; slug: string; title: string },
  revisions: Awaited<ReturnType<typeof listRevisions>>,
  asked: string,
) {
  const revision = await getRevision(db, post, asked);
  const { number, createdAt } = revision;
  const edits = groupEdits(revisions);
  const own = edits.findIndex((edit) => edit.some((one) => one.number === number));
  const before = edits
    .slice(0, Math.max(0, own))
    .map((edit) => edit.at(-1))
    .findLast((last) => last && !last.removedAt);
  const previous = before ? await findRevision(db, post.id, before.number) : null;
  return {
    ...{ number, createdAt },
    since: previous?.number ?? null,
    comparison: previous && compare(toCompare(previous), toCompare(revision)),
  };
}

export default function History() {
  const { post, changes, ...listed } = useServerData<typeof loader>();
  return (
    <>
      <header className="page-head">
        <p className="kicker" dir="auto">
          <a href={postPath(post.slug)}>{post.title}</a>
        </p>
        <h1>{changes ? `What changed in version ${changes.number}` : "Versions"}</h1>
      </header>
      {changes ? <VersionChanges post={post} {...changes} /> : <VersionList post={post} {...listed} />}
    </>
  );
}
