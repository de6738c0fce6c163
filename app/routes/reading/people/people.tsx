import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { PEOPLE_KEY } from "~/people/person.server";
import { ONE_PAGE } from "~/platform/http/request/route-rules";
import { POSTS_KEY } from "~/posts/post.server";
import { WriterList } from "~/posts/view/writer-list";
import { listWriters, WRITERS_SHOWN } from "~/posts/writers/writers.server";
import { readSite } from "~/site/site.server";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { findSite, head } from "../../titles";

export const handle: PageHandle = { cached: ONE_PAGE };

export const meta: MetaFunction = (args) =>
  head(args, "People", "/people", `Who writes on ${findSite(args).name}.`);

export async function loader({ context: { db, addCacheTags } }: LoaderFunctionArgs) {
  addCacheTags(PEOPLE_KEY, POSTS_KEY);
  return onServer({ writers: await listWriters(db, (await readSite(db)).language) });
}

export default function People() {
  const { writers } = useServerData<typeof loader>();
  return (
    <>
      <header className="page-head">
        <h1>People</h1>
        <p>
          {writers.length < WRITERS_SHOWN
            ? "Who writes here."
            : `The ${WRITERS_SHOWN} people who wrote here most recently.`}
        </p>
      </header>
      <WriterList writers={writers} />
      {writers.length === 0 ? <p>No posts yet.</p> : null}
    </>
  );
}
