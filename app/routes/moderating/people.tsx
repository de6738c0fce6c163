import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Time } from "~/design/calendar";
import { NewerOlder } from "~/design/page-links";
import { listAccounts } from "~/people/account-list.server";
import { readPageRequest } from "~/platform/database/paging";
import { getPermitted } from "../account/permitted";
import { notFound } from "../not-found";
import { passingHead } from "../titles";
import { ModeratingFrame } from "./moderating-frame";

export const meta: MetaFunction = (args) => passingHead(args, "People");

export async function loader({ request, context }: LoaderFunctionArgs) {
  getPermitted(context, request, "person.list");
  const search = context.query("q").get("q") ?? "";
  const asked = readPageRequest(context.query("before", "after"));
  const page = asked && (await listAccounts(context.db, asked, { search }));
  if (!page) throw notFound("page of people", [{ href: "/moderation/people", title: "Who joined last" }]);
  return { ...page, search };
}

export default function People() {
  const { items, newer, older, search } = useLoaderData<typeof loader>();
  const further = (request: object | null) => request && { ...(search && { q: search }), ...request };
  return (
    <ModeratingFrame page="/moderation/people" title="People">
      <form className="form search-line" method="get" action="/moderation/people">
        <p className="field">
          <label htmlFor="field-q">How a name, a handle or an e-mail address begins</label>
          <input
            type="search"
            id="field-q"
            name="q"
            defaultValue={search}
            autoCapitalize="none"
            spellCheck={false}
          />
        </p>
        <p className="form-buttons">
          <button type="submit">Search</button>
          {search ? <a href="/moderation/people">All people</a> : null}
        </p>
      </form>
      <ul className="rows" aria-label={search ? `People found for ${search}` : "People, the latest first"}>
        {items.map(({ id, handle, name, email, role, status, lastUsedAt }) => (
          <li key={id}>
            <div>
              <a href={`/moderation/people/${handle}`}>
                <strong>{name}</strong>
              </a>
              <p className="field-hint">
                {handle} · {email}
              </p>
              <p className="field-hint">
                {role}
                {status === "active" ? null : <strong>, {status}</strong>} ·{" "}
                {lastUsedAt ? (
                  <>
                    here last on <Time at={new Date(lastUsedAt)} />
                  </>
                ) : (
                  "signed in nowhere"
                )}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {items.length === 0 ? <p>{search ? "Nobody’s begins so." : "Nobody has joined yet."}</p> : null}
      <NewerOlder path="/moderation/people" of="people" newer={further(newer)} older={further(older)} />
    </ModeratingFrame>
  );
}
