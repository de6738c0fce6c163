import { commentPath } from "../comment";

/** A response that a draft continues, as its writer sees it. */
export type ContinuedComment =
  | {
      state: "public";
      id: number;
      number: number | null;
      personId: number | null;
      name: string;
      post: { title: string; language: string | null };
    }
  | { state: "deleted" | "hidden"; id: number }
  /** Its post isn’t published. */
  | { state: "off" };

/** "Continues response 34 by Ada to ‘Title’." */
export const ContinuesLine = ({
  continued,
  nominatePath,
}: {
  continued: ContinuedComment;
  /** Where it is nominated instead. */
  nominatePath: string | null;
}) => (
  <p className="editor-facts">
    {continued.state === "public" ? (
      <>
        Continues <a href={commentPath(continued.id)}>response {continued.number}</a> by{" "}
        <bdi>{continued.name}</bdi> to ‘
        <bdi lang={continued.post.language ?? undefined}>{continued.post.title}</bdi>’. While your text links
        to it, the response says where it is continued.
        {nominatePath ? (
          <>
            {" "}
            Would you rather read it from its writer? <a href={nominatePath}>Nominate it</a> instead.
          </>
        ) : null}
      </>
    ) : (
      GONE[continued.state]
    )}
  </p>
);

const GONE: Record<Exclude<ContinuedComment["state"], "public">, string> = {
  deleted:
    "Continues a response that its author has deleted since. You can publish your post; consider whether to quote it.",
  hidden:
    "Continues a response that a moderator has hidden since. You can publish your post; consider whether to quote it.",
  off: "Continues a response to a post that isn’t published now. You can publish your post.",
};
