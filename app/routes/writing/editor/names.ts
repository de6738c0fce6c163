import type { LoaderFunctionArgs } from "@remix-run/node";
import { findPeopleByName } from "~/people/person.server";
import { findTagsByName } from "~/tags/tag.server";
import type { PageHandle } from "../../page-handle";

export const handle: PageHandle = { act: "post.write", answersScript: true };

/** A longer query is a pasted text. */
const MAX_QUERY_CHARS = 100;

/** Tags, or with `?list=people` people, whose name contains what was typed, for the editor's script. */
export async function loader({ context }: LoaderFunctionArgs) {
  const asked = context.query("q", "list");
  const query = (asked.get("q") ?? "").trim().slice(0, MAX_QUERY_CHARS);
  if (!query) return Response.json([]);
  if (asked.get("list") === "people") {
    const people = await findPeopleByName(context.db, query);
    return Response.json(people.map(({ handle, name }) => ({ value: handle, detail: name })));
  }
  const tags = await findTagsByName(context.db, query);
  return Response.json(tags.map(({ name }) => ({ value: name, detail: "" })));
}
