import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { NewerOlder } from "~/design/page-links";
import { Prose } from "~/design/prose";
import {
  findMovedHandle,
  findPersonByHandle,
  isHandleOfFormer,
  personKey,
  signedKey,
} from "~/people/person.server";
import { listSignedPosts } from "~/posts/post.server";
import { PostList } from "~/tags/post-list";
import { gone, notFound } from "../not-found";
import { onServer, serverData, useServerData } from "../on-server";
import { getListPage, listHead } from "./list-request";
import { shownWith } from "./shown";

export const meta: MetaFunction = (args) => {
  const data = serverData<typeof loader>(args.data);
  return data ? listHead(args, data.person.name, data.posts) : [];
};

export async function loader({ params: { handle = "" }, context }: LoaderFunctionArgs) {
  const { db, shows } = context;
  const person = await findPersonByHandle(db, handle);
  if (!person || person.status === "gone") {
    const moved = await findMovedHandle(db, handle);
    if (moved !== null) throw redirect(`/people/${moved}`, 301);
    throw person || (await isHandleOfFormer(db, handle)) ? gone("person") : notFound("person");
  }
  const list = { path: `/people/${handle}`, title: `The latest by ${person.name}` };
  const posts = await getListPage(context, list, (request) => listSignedPosts(db, person.id, request));
  shows(personKey(person.id), signedKey(person.id), ...posts.items.flatMap(shownWith));
  return onServer({ person: { handle: person.handle, name: person.name, bioHtml: person.bioHtml }, posts });
}

export default function Person() {
  const { person, posts } = useServerData<typeof loader>();
  return (
    <>
      <header className="page-head">
        <h1>{person.name}</h1>
        <Prose html={person.bioHtml} className="about" />
      </header>
      <PostList posts={posts.items} />
      {posts.items.length === 0 ? <p>Nothing published under this name yet.</p> : null}
      <NewerOlder path={`/people/${person.handle}`} {...posts} />
    </>
  );
}
