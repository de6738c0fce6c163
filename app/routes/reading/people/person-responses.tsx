import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { CommentsByPerson } from "~/comments/by-person/comments-by-person";
import { listCommentsByPerson } from "~/comments/by-person/comments-by-person.server";
import { NewerOlder } from "~/design/page-links";
import { personPath } from "~/people/person";
import { commentsByPersonKey, personKey } from "~/people/person.server";
import { LIST_PAGES } from "~/platform/http/request/route-rules";
import { postKey } from "~/posts/post.server";
import { onServer, serverData, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { getListPage, listHead } from "../list-request";
import { getPerson } from "./person-request";

export const handle: PageHandle = { cached: LIST_PAGES };

export const meta: MetaFunction = (args) => {
  const data = serverData<typeof loader>(args.data);
  return data ? listHead(args, `Responses by ${data.person.name}`, data.comments) : [];
};

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { db, addCacheTags } = context;
  const { id, handle, name } = await getPerson(db, params.handle, "/responses");
  const list = {
    path: `${personPath(handle)}/responses`,
    title: `Latest responses by ${name}`,
    of: "responses",
  };
  const comments = await getListPage(context, list, (request) => listCommentsByPerson(db, id, request));
  addCacheTags(personKey(id), commentsByPersonKey(id), ...comments.items.map(({ post }) => postKey(post.id)));
  return onServer({ person: { handle, name }, comments });
}

export default function PersonResponses() {
  const { person, comments } = useServerData<typeof loader>();
  const path = personPath(person.handle);
  return (
    <>
      <header className="page-head">
        <p className="kicker">
          <a href={path}>
            <bdi>{person.name}</bdi>
          </a>
        </p>
        <h1>Responses</h1>
      </header>
      <CommentsByPerson comments={comments.items} />
      {comments.items.length === 0 ? <p>No responses yet.</p> : null}
      <NewerOlder path={`${path}/responses`} {...comments} />
    </>
  );
}
