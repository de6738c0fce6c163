/** Shown briefly, or until the person follows the link if the browser doesn't. */
export const RedirectPage = ({ href, label }: { href: string; label: string }) => (
  <div className="notice" role="status">
    <h1>Continue to {label}</h1>
    <p>Sign in there, and you will come back here.</p>
    <p>
      <a href={href}>Continue to {label}</a>
    </p>
  </div>
);
