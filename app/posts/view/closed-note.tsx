import { BAR_SENTENCES, type ReplyBar } from "../conversation/closing";

/** In the place of the reply form, with a text that was typed before nobody could reply any more. */
export const ClosedNote = ({
  reason,
  words,
  slug,
  typed,
}: ReplyBar & {
  slug: string;
  typed?: string | undefined;
}) => (
  <div className="closed-note">
    <p>
      {BAR_SENTENCES[reason]} {words ? <bdi>{words}</bdi> : null}
    </p>
    {reason === "post.members-only" ? (
      <p>
        <a href={`/sign-in?to=${encodeURIComponent(`/posts/${slug}#respond`)}`} rel="nofollow">
          Sign in
        </a>{" "}
        to reply with your account.
      </p>
    ) : null}
    {reason === "branch.locked" ? (
      <p>
        You can still <a href={`/posts/${slug}#respond`}>reply to the post</a>.
      </p>
    ) : null}
    {typed ? (
      <p className="form field">
        <label htmlFor="typed">Your reply wasn’t posted. Your text, to copy:</label>
        <textarea id="typed" rows={8} readOnly defaultValue={typed} />
      </p>
    ) : null}
  </div>
);
