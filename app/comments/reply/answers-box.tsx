/** The box with which the writer of a reply asks for answers by e-mail. Nothing is sent before the reply is approved, and to a guest not before
 *  they have confirmed their address. */
export const AnswersBox = ({ values, isMember }: { values: Record<string, string>; isMember: boolean }) => (
  <div className="answers-box">
    <p className="remember">
      <label>
        <input type="checkbox" name="emails" value="on" defaultChecked={values.emails === "on"} />{" "}
        {isMember ? "E-mail me all responses to this post" : "E-mail me answers"}
      </label>
      {isMember ? (
        <input type="hidden" name="answers" value="post" />
      ) : (
        <select name="answers" defaultValue={values.answers} aria-label="Which answers">
          <option value="replies">to me</option>
          <option value="post">to the whole post</option>
        </select>
      )}
    </p>
    <p className="field-hint">
      {isMember ? (
        <>
          Replies to you come as you have chosen under <a href="/following">Following</a>.
        </>
      ) : (
        "And what moderators decide about your reply. We’ll e-mail you once, to confirm your address."
      )}
    </p>
  </div>
);
