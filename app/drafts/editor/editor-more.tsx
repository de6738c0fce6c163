import { isPublished, isScheduled } from "~/visibility/status";
import { draftPath } from "../draft";
import type { EditorState } from "./editing";

/** What is done rarely, below the form: each has a page that asks once more. */
export function EditorMore({
  state: { draftId, kind, post, isOut, isChanged, mayWithdraw },
}: {
  state: EditorState;
}) {
  if (draftId === null) return null;
  const here = draftPath(draftId);
  const links = [
    ...(isOut && isChanged ? [{ href: `${here}/discard`, words: "Discard changes" }] : []),
    ...(post && isScheduled(post) && mayWithdraw ? [{ href: `${here}/withdraw`, words: "Unschedule" }] : []),
    ...(post && isPublished(post) && mayWithdraw ? [{ href: `${here}/withdraw`, words: "Withdraw" }] : []),
    ...(post && isPublished(post) ? [] : [{ href: `${here}/link`, words: "Secret link" }]),
    ...(isOut ? [] : [{ href: `${here}/delete`, words: "Delete" }]),
  ];
  return (
    <nav aria-label={`More for this ${kind}`}>
      <ul className="editor-more">
        <li>
          {kind === "page" ? <a href="/moderation/pages">All pages</a> : <a href="/drafts">All drafts</a>}
        </li>
        {links.map(({ href, words }) => (
          <li key={href}>
            <a href={href}>{words}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
