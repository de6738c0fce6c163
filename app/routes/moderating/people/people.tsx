import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listAccounts } from "~/accounts/account-list.server";
import { Time } from "~/design/calendar";
import { FactRow } from "~/design/fact-row";
import { SelectField } from "~/design/form/select-field";
import { NewerOlder } from "~/design/page-links";
import { ROLES } from "~/people/roles";
import { readPageRequest } from "~/platform/database/paging";
import { notFound } from "../../not-found";
import type { PageHandle } from "../../page-handle";
import { passingHead } from "../../titles";
import { ModeratingFrame } from "../moderating-frame";

export const handle: PageHandle = { act: "person.list" };

export const meta: MetaFunction = (args) => passingHead(args, "People");

export async function loader({ context }: LoaderFunctionArgs) {
  const query = context.query("q", "role");
  const search = query.get("q") ?? "";
  const role = ROLES.find((one) => one === query.get("role"));
  const asked = readPageRequest(context.query("before", "after"));
  const page = asked && (await listAccounts(context.db, asked, { search, role }));
  if (!page) throw notFound("page of people", [{ href: "/moderation/people", title: "All people" }]);
  return { ...page, search, role: role ?? "" };
}

export default function People() {
  const { items, newer, older, search, role } = useLoaderData<typeof loader>();
  const further = (request: object | null) =>
    request && { ...(search && { q: search }), ...(role && { role }), ...request };
  return (
    <ModeratingFrame page="/moderation/people" title="People">
      <form className="form search-line" method="get" action="/moderation/people">
        <p className="field">
          <label htmlFor="field-q">Search by name, handle or e-mail</label>
          <input
            type="search"
            id="field-q"
            name="q"
            defaultValue={search}
            autoCapitalize="none"
            spellCheck={false}
          />
        </p>
        <SelectField
          name="role"
          label="Role"
          value={role}
          options={[{ value: "", name: "any" }, ...ROLES.map((value) => ({ value }))]}
        />
        <p className="form-buttons">
          <button type="submit">Search</button>
          {search || role ? <a href="/moderation/people">All people</a> : null}
        </p>
      </form>
      <ul
        className="rows"
        aria-label={search || role ? "Search results, newest first" : "People, newest first"}
      >
        {items.map(({ id, handle, name, email, role, status, lastUsedAt }) => (
          <li key={id}>
            <div>
              <a href={`/moderation/people/${handle}`}>
                <strong>{name}</strong>
              </a>
              <FactRow className="field-hint">
                {handle}
                {email}
              </FactRow>
              <FactRow className="field-hint">
                <span>
                  {role}
                  {status === "active" ? null : <strong>, {status}</strong>}
                </span>
                {lastUsedAt ? (
                  <>
                    last active on <Time at={new Date(lastUsedAt)} />
                  </>
                ) : (
                  "not signed in on any device"
                )}
              </FactRow>
            </div>
          </li>
        ))}
      </ul>
      {items.length === 0 ? <p>{explainNobody(search, role)}</p> : null}
      <NewerOlder path="/moderation/people" of="people" newer={further(newer)} older={further(older)} />
    </ModeratingFrame>
  );
}

function explainNobody(search: string, role: string): string {
  if (search)
    return role
      ? `No one found with the role ${role}. A search finds the beginning of a name, handle or e-mail address.`
      : "No one found. A search finds the beginning of a name, handle or e-mail address.";
  return role ? `No one has the role ${role}.` : "No one has joined yet.";
}
