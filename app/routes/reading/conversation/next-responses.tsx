import { threadPath } from "~/comments/comment";
import type { ResponseView } from "~/responses/views/response-views.server";

interface NextResponsesProps {
  path: string;
  /** The query parameter that says where the next page begins. */
  name: "after" | "before";
  /** Its value, such as the number of a response; null on the last page. */
  next: number | string | null;
  words: string;
}

export function NextResponses({ path, name, next, words }: NextResponsesProps) {
  if (next === null) return null;
  return (
    <nav className="newer-older" aria-label="More responses">
      <span />
      <a href={`${path}${path.includes("?") ? "&" : "?"}${name}=${next}`} rel="next">
        {words}
      </a>
    </nav>
  );
}

export const RestOfThread = ({ rest }: Pick<ResponseView, "rest">) =>
  rest ? (
    <p className="thread-note">
      This thread is longer.{" "}
      <a href={`${threadPath(rest.threadId)}?after=${rest.after}`}>Read the rest of it</a>
    </p>
  ) : null;
