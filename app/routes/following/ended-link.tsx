/** For a link of an e-mail that a newer one replaced, or whose address was deleted. */
export const EndedLink = () => (
  <div className="notice">
    <h1>This link doesn’t work any more</h1>
    <p>
      A newer link replaced it, or everything about its address was deleted. Use the link in your latest
      e-mail, or <a href="/following">sign in</a> and choose what you follow.
    </p>
    <p>
      Without an account and that e-mail, <a href="/follow/site/0">follow the site</a> or anything else with
      the same address: once you have confirmed it, you see everything that you get.
    </p>
  </div>
);
