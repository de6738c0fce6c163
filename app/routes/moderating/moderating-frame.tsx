import type { ReactNode } from "react";
import { SectionFrame } from "~/design/frame/section-frame";
import { useSendsMail } from "../sends-mail";

const PAGES = [
  { href: "/moderation/people", name: "People" },
  { href: "/moderation/invitations", name: "Invitations" },
  { href: "/moderation/site", name: "Site settings" },
] as const;

/** The frame of an administration page. */
export function ModeratingFrame(shown: {
  page: (typeof PAGES)[number]["href"];
  title: string;
  /** Confirms what was just done. */
  done?: string | null | undefined;
  children: ReactNode;
}) {
  return (
    <SectionFrame
      label="Administration"
      pages={PAGES}
      warning={useSendsMail() ? null : <NoMailServer />}
      {...shown}
    />
  );
}

/** On every administration page, because e-mails about changes won't arrive. */
const NoMailServer = () => (
  <div className="form-warning">
    <p>
      <strong>This site can’t send e-mail.</strong> Set <code>SMTP_URL</code> and restart it. Until then pass
      links on yourself:
    </p>
    <ul>
      <li>
        To let people join, <a href="/moderation/invitations">create an invitation</a> and copy its link.
      </li>
      <li>
        For a new password, run <code>npm run longtable -- user reset EMAIL</code> and copy its link.
      </li>
      <li>
        Every other e-mail is a file in <code>DATA_DIR/mail</code>, with its link.
      </li>
    </ul>
  </div>
);
