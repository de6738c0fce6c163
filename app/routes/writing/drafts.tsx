import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { findDraft, listBin, listDraftsOf, listSubmittedDrafts } from "~/drafts/draft.server";
import { DraftDone } from "~/drafts/draft-done";
import { DraftList } from "~/drafts/draft-list";
import { mayTo } from "~/drafts/editor/editing";
import { may } from "~/people/policy";
import { readRowId } from "~/platform/database/rows/row-id";
import { onServer, useServerData } from "../on-server";
import type { PageHandle } from "../page-handle";
import { memberOf } from "../session/member";
import { passingHead } from "../titles";
import { editorLinks } from "./editor/editor-page";

export const handle: PageHandle = { act: "post.write" };
export const links = editorLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Drafts");

export async function loader({ context }: LoaderFunctionArgs) {
  const { db } = context;
  const member = memberOf(context);
  const doneId = readRowId(context.query("done").get("done"));
  const done = doneId === null ? null : await findDraft(db, doneId);
  // An editor's act takes a draft of others off the editor's own lists.
  const shown = done && mayTo(member, "post.edit-draft", done) ? done : null;
  const mayWithdraw = shown !== null && mayTo(member, "post.withdraw", shown);
  const submitted = may(member, "post.edit-draft") ? await listSubmittedDrafts(db) : [];
  const own = await listDraftsOf(db, member.id);
  const bin = await listBin(db, member.id);
  return onServer({ as: member.id, done: shown, mayWithdraw, submitted, own, bin });
}

export default function Drafts() {
  const { as, done, mayWithdraw, submitted, own, bin } = useServerData<typeof loader>();
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
      {/* Its script shows and fills it. */}
      <section aria-labelledby="on-device" data-on-device hidden>
        <h2 id="on-device">Only on this device</h2>
        <p>These texts haven’t been saved to the site. Open one to save it.</p>
        <ul className="drafts-list" />
      </section>
      {submitted.length > 0 ? (
        <section aria-labelledby="handed-in">
          <h2 id="handed-in">Waiting for an editor</h2>
          <DraftList drafts={submitted} doneId={done?.id ?? null} />
        </section>
      ) : null}
      <section aria-labelledby="yours">
        <h2 id="yours">Yours</h2>
        {own.length > 0 ? (
          <DraftList drafts={own} doneId={done?.id ?? null} />
        ) : (
          <p>You have no drafts. What you write appears here, and only you and the editors see it.</p>
        )}
      </section>
      {bin.length > 0 ? (
        <section aria-labelledby="bin">
          <h2 id="bin">Bin</h2>
          <DraftList drafts={bin} doneId={done?.id ?? null} as={as} />
        </section>
      ) : null}
    </div>
  );
}
