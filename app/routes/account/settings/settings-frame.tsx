import type { ReactNode } from "react";

const PAGES = [
  { href: "/settings", name: "Profile" },
  { href: "/settings/password", name: "Password" },
  { href: "/settings/passkeys", name: "Passkeys" },
  { href: "/settings/identities", name: "Other sites" },
  { href: "/settings/email", name: "E-mail" },
  { href: "/settings/devices", name: "Devices" },
  { href: "/settings/data", name: "Your data" },
] as const;

/** A page of somebody's settings. */
export function SettingsFrame({
  page,
  title,
  done,
  children,
}: {
  page: (typeof PAGES)[number]["href"];
  title: string;
  /** What was just done. */
  done?: string | null | undefined;
  children: ReactNode;
}) {
  return (
    <div className="account">
      <nav className="account-nav" aria-label="Settings">
        <ul>
          {PAGES.map(({ href, name }) => (
            <li key={href}>
              <a href={href} aria-current={href === page ? "page" : undefined}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <header className="page-head">
        <h1>{title}</h1>
      </header>
      {done ? (
        <p className="form-done" role="status">
          {done}
        </p>
      ) : null}
      {children}
    </div>
  );
}
