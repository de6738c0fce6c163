export interface AccountMenuProps {
  /** The person's id. */
  id: number;
  name: string;
  /** Address of the person's public profile. */
  page: string;
  /** Whether this person may write posts. */
  writing: boolean;
  /** Whether this person has a list of uploads. */
  media: boolean;
  /** Notifications that aren't read yet. */
  unread: number;
  /** Administration pages that this person may open; empty for most. */
  administration: { href: string; name: string; count?: string }[];
}

/** More are "99+". */
const MAX_SHOWN = 99;

/** The menu of the signed-in person. A `<details>` opens without a script; `close-account-menu.ts` adds
 *  closing by Escape and by a click elsewhere. The button truncates a long name, the open menu shows it
 *  whole. */
export const AccountMenu = ({ id, name, page, writing, media, unread, administration }: AccountMenuProps) => {
  // Beside the name, so that it is seen while the menu is closed; the menu says what waits.
  const news = unread > MAX_SHOWN ? `${MAX_SHOWN}+` : String(unread);
  const waiting = administration.find(({ count }) => count)?.count ?? (unread > 0 ? news : undefined);
  return (
    <nav className="account-menu" aria-label="Your account">
      <details>
        <summary>
          <span className="account-menu-name" dir="auto">
            {waiting ? `(${waiting}) ${name}` : name}
          </span>
        </summary>
        <div className="account-menu-panel">
          <ul>
            <li>
              <a href={page}>
                <b dir="auto">{name}</b> Your profile
              </a>
            </li>
            {writing ? (
              <li>
                <a href="/drafts">Drafts</a>
              </li>
            ) : null}
            {media ? (
              <li>
                <a href="/media">Media</a>
              </li>
            ) : null}
            <li>
              <a href="/notifications">Notifications{unread > 0 ? ` (${news} new)` : null}</a>
            </li>
            <li>
              <a href="/conversations">Conversations</a>
            </li>
            <li>
              <a href="/settings">Settings</a>
            </li>
          </ul>
          {administration.length > 0 ? (
            <>
              <p id="administration">Administration</p>
              <ul aria-labelledby="administration">
                {administration.map((place) => (
                  <li key={place.href}>
                    <a href={place.href}>
                      {place.name}
                      {place.count ? <> ({place.count} waiting)</> : null}
                    </a>
                  </li>
                ))}
              </ul>
            </>
          ) : null}
          {/* Its script deletes what this device keeps of this person's drafts. */}
          <form method="post" action="/sign-out" data-as={id}>
            <button type="submit" className="plain">
              Sign out
            </button>
          </form>
        </div>
      </details>
    </nav>
  );
};
