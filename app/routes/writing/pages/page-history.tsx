import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Time } from "~/design/calendar";
import { Form } from "~/design/form/form";
import { pageHistoryPath, pagePath } from "~/pages/page";
import { findPageToEdit, type GivenPage } from "~/pages/page.server";
import { findVersion, listVersions } from "~/pages/page-version.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { readRowId } from "~/platform/database/rows/row-id";
import { compare } from "~/revisions/comparison";
import { ComparisonView } from "~/revisions/comparison-view";
import { isPublished } from "~/visibility/status";
import { notFound } from "../../not-found";
import { onServer, serverData, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { comparisonLinks } from "../versions/comparison-links";

export const handle: PageHandle = { act: "page.edit" };
export const links: LinksFunction = comparisonLinks;
export const meta: MetaFunction<typeof loader> = (args) =>
  passingHead(args, `Versions of ${serverData<typeof loader>(args.data)?.title ?? "the page"}`);

/** The versions of a page; with `?version=N`, how that one differs from the newest. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { db } = context;
  const page = await findPageToEdit(db, params.slug ?? "");
  if (!page) throw notFound("page");
  const { slug, title } = page.input;
  const asked = context.query("version").get("version");
  return onServer({
    as: memberOf(context).id,
    ...{ slug, title, newest: page.version, isPublished: isPublished(page) },
    versions: await listVersions(db, page.id),
    chosen: asked === null ? null : await readVersion(db, page, asked),
  });
}

async function readVersion(db: DatabaseClient, { id, input }: GivenPage, asked: string) {
  const number = readRowId(asked);
  const version = number === null ? null : await findVersion(db, id, number);
  if (!version)
    throw notFound("version", [{ href: pageHistoryPath(input.slug), title: "All versions of this page" }]);
  const toCompare = ({ title, source }: { title: string; source: string }) => {
    return { fields: { Title: title }, source };
  };
  return { number: version.number, comparison: compare(toCompare(version), toCompare(input)) };
}

export default function PageHistory() {
  const { as, slug, title, newest, versions, chosen, isPublished } = useServerData<typeof loader>();
  const here = pageHistoryPath(slug);
  return (
    <div className="editor-page">
      <header className="page-head">
        <p className="kicker" dir="auto">
          {isPublished ? <a href={pagePath(slug)}>{title}</a> : title}
        </p>
        <h1>{chosen ? `Version ${chosen.number}` : "Versions"}</h1>
      </header>
      {chosen ? (
        <>
          <p className="editor-facts">What changed from version {chosen.number} to the newest one.</p>
          <ComparisonView comparison={chosen.comparison} />
          {chosen.number === newest ? null : (
            <Form action={`${here}/${chosen.number}/restore`} submit="Restore this version">
              <As id={as} />
              <p className="field-hint">
                The editor shows its title and text again. Readers see them when you update the page.
              </p>
            </Form>
          )}
          <p>
            <a href={here}>All versions</a>
          </p>
        </>
      ) : (
        <ol className="drafts-list">
          {versions.map(({ number, createdAt, person }) => (
            <li key={number}>
              <a href={`${here}?version=${number}`}>Version {number}</a>
              {number === newest ? " (newest)" : null}
              <p>
                Published <Time at={createdAt} style="moment" />
                {person ? (
                  <>
                    {" "}
                    by <bdi>{person.name}</bdi>
                  </>
                ) : null}
                .
              </p>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
