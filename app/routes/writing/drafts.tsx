import {
  type AppLoadContext,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findDraft, listBin, listDraftsOf, listSubmittedDrafts } from "~/drafts/draft.server";
import { DraftDone } from "~/drafts/draft-done";
import { DraftList } from "~/drafts/draft-list";
import { mayTo } from "~/drafts/editor/editing";
import { type FoundDrafts, searchDrafts } from "~/flows/writing/search-drafts.server";
import { may } from "~/people/policy";
import { readRowId } from "~/platform/database/rows/row-id";
import { Marked } from "~/search/found";
import { explainWait } from "~/search/search-rate-limits.server";
import { type OnServer, onServer } from "../on-server";
import type { PageHandle } from "../page-handle";
import { memberOf } from "../session/member";
import { passingHead } from "../titles";
import { DraftSearchForm, DraftSearchSummary, MAX_TYPED_DRAFT_WORDS } from "./draft-search";
import { editorLinks } from "./editor/editor-page";

export const handle: PageHandle = { act: "post.write" };
export const links = editorLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Drafts");

/** The address may have what somebody looks for: no other site learns it, and no cache keeps it. */
export const headers: HeadersFunction = ({ loaderHeaders }) => ({
  ...Object.fromEntries(loaderHeaders),
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "private, no-store",
  "X-Robots-Tag": "noindex",
});

export async function loader({ context }: LoaderFunctionArgs) {
  const page = await readPage(context);
  const { wait } = page;
  if (wait === 0) return data(onServer(page));
  return data(onServer(page), { status: 429, headers: { "Retry-After": String(wait) } });
}

async function readPage(context: AppLoadContext) {
  const { db } = context;
  const member = memberOf(context);
  const query = context.query("done", "q");
  const doneId = readRowId(query.get("done"));
  const done = doneId === null ? null : await findDraft(db, doneId);
  // An editor's act takes a draft of others off the editor's own lists.
  const shown = done && mayTo(member, "post.edit-draft", done) ? done : null;
  const mayWithdraw = shown !== null && mayTo(member, "post.withdraw", shown);
  const withSubmitted = may(member, "post.edit-draft");
  const q = (query.get("q") ?? "").trim().slice(0, MAX_TYPED_DRAFT_WORDS);
  // Each reads all of one's drafts.
  const wait = q === "" ? 0 : await context.searchLimits.secondsToWait(context.clientAddress, context.viewer);
  const search = q === "" || wait > 0 ? null : await searchDrafts(db, q, member.id, { withSubmitted });
  const ids = search ? [...search.found.keys()] : undefined;
  const submitted = withSubmitted ? await listSubmittedDrafts(db, ids) : [];
  const own = await listDraftsOf(db, member.id, ids);
  const bin = await listBin(db, member.id, ids);
  return { as: member.id, done: shown, mayWithdraw, q, wait, search, submitted, own, bin };
}

type DraftsPage = Awaited<ReturnType<typeof readPage>>;

export default function Drafts() {
  const page = useLoaderData<OnServer<DraftsPage>>().value as DraftsPage;
  const { as, done, mayWithdraw, q, wait, search, submitted, own, bin } = page;
  const found = search ? foundIn(search.found) : undefined;
  const list = { doneId: done?.id ?? null, ...(found && { found }) };
  return (
    <div className="editor-page drafts">
      <header className="page-head">
        <h1>Drafts</h1>
      </header>
      {done ? <DraftDone draft={done} as={as} mayWithdraw={mayWithdraw} /> : null}
      <p>
        <a href="/write" className="begin">
          Write a post
        </a>
      </p>
      {search || submitted.length + own.length + bin.length > 0 ? <DraftSearchForm q={q} /> : null}
      {wait > 0 ? (
        <p className="form-warning" role="alert">
          {explainWait(wait)} These are all of your drafts.
        </p>
      ) : null}
      {search ? <DraftSearchSummary {...search} q={q} count={search.found.size} /> : null}
      {/* Its script shows and fills it. */}
      {search ? null : (
        <section aria-labelledby="on-device" data-on-device hidden>
          <h2 id="on-device">Only on this device</h2>
          <p>These texts haven’t been saved to the site. Open one to save it.</p>
          <ul className="drafts-list" />
        </section>
      )}
      {submitted.length > 0 ? (
        <section aria-labelledby="handed-in">
          <h2 id="handed-in">Waiting for an editor</h2>
          <DraftList drafts={submitted} {...list} />
        </section>
      ) : null}
      {search && own.length === 0 ? null : (
        <section aria-labelledby="yours">
          <h2 id="yours">Yours</h2>
          {own.length > 0 ? (
            <DraftList drafts={own} {...list} />
          ) : (
            <p>You have no drafts. What you write appears here, and only you and the editors see it.</p>
          )}
        </section>
      )}
      {bin.length > 0 ? (
        <section aria-labelledby="bin">
          <h2 id="bin">Bin</h2>
          <DraftList drafts={bin} {...list} as={as} />
        </section>
      ) : null}
    </div>
  );
}

/** Where the words stand in each draft. */
const foundIn = (found: FoundDrafts["found"]) => (id: number) => {
  const { title = [], snippet = [] } = found.get(id) ?? {};
  return {
    title: title.length > 0 ? <Marked pieces={title} /> : null,
    snippet:
      snippet.length > 0 ? (
        <p className="draft-snippet" dir="auto">
          <Marked pieces={snippet} />
        </p>
      ) : null,
  };
};
