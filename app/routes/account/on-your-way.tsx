/** Shown for a moment, or for as long as a browser doesn't go on by itself. */
export const OnYourWay = ({ href, label }: { href: string; label: string }) => (
  <div className="notice" role="status">
    <h1>On to {label}</h1>
    <p>You will be led there to say who you are, and then back here.</p>
    <p>
      <a href={href}>Continue to {label}</a>
    </p>
  </div>
);
