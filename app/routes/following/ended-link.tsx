/** For a link of an e-mail that a newer one replaced. */
export const EndedLink = () => (
  <div className="notice">
    <h1>This link doesn’t work any more</h1>
    <p>
      A newer link replaced it. Use the one in your latest e-mail, or <a href="/following">sign in</a> and
      choose what you follow.
    </p>
  </div>
);
