import type { ReactNode } from "react";
import { SectionFrame } from "~/design/frame/section-frame";
import { useFrame } from "../site-frame";

/** The frame of an administration page, with those that the member may open. */
export function ModeratingFrame(shown: {
  page:
    | "/moderation"
    | "/moderation/reports"
    | "/moderation/blocks"
    | "/moderation/nominations"
    | "/moderation/log/all"
    | "/moderation/people"
    | "/moderation/invitations"
    | "/moderation/pages"
    | "/moderation/site";
  title: string;
  /** Confirms what was just done. */
  done?: string | null | undefined;
  children: ReactNode;
}) {
  const frame = useFrame();
  const pages = frame?.member?.administration ?? [];
  return (
    <SectionFrame
      label="Administration"
      pages={pages}
      warning={frame?.warnsOfMail ? <NoMailServer /> : null}
      {...shown}
    />
  );
}

/** On every page of administrators, because e-mails about changes won't arrive. */
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
