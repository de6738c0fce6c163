import { quoteTitle } from "~/posts/post";

/** On the page of a response, for its writer, whom an editor has invited to make it a post. */
export interface OwnInvitation {
  /** Where a guest joins; null if the link was e-mailed to them, or is over. */
  joinPath: string | null;
  /** Where a member begins the post; null if they may not write. */
  writePath: string | null;
}

export const InvitedToWrite = ({ joinPath, writePath }: OwnInvitation) => (
  <div className="notice">
    <h2>An editor invites you to make it a post</h2>
    {writePath ? (
      <p>
        The editor of posts begins with your reply as a quotation. <a href={writePath}>Begin the post</a>
      </p>
    ) : joinPath ? (
      <p>
        For this you need an account, as a contributor: you can write posts and submit them to an editor. The
        link works once. <a href={joinPath}>Join</a>
      </p>
    ) : (
      <p>If you get e-mails from this site, the invitation is in one of them.</p>
    )}
  </div>
);

/** Above a member's notifications: whoever gets no e-mails wouldn't learn it. */
export const InvitedResponses = ({ invited }: { invited: { id: number; title: string }[] }) =>
  invited.map(({ id, title }) => (
    <p key={id} className="form-done">
      An editor invites you to make your reply to {quoteTitle(title)} a post.{" "}
      <a href={`/write?continue=${id}`}>Begin the post</a>
    </p>
  ));
