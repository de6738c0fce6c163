import type { ReactNode } from "react";
import type { Pause } from "~/following/emails/pause.server";

/** Why e-mails pause, with a button that sends them again. */
export function PausedNote({
  paused,
  address,
  children,
}: {
  paused: Pause | null;
  address: string;
  children: ReactNode;
}) {
  if (!paused) return null;
  return (
    <div className="form-warning" role="status">
      <p>
        <strong>
          {paused === "refused"
            ? `Your e-mails are paused: the mail server of ${address} refuses them.`
            : "Your e-mails about what you follow are paused."}
        </strong>{" "}
        {paused === "refused"
          ? "It did so on three days in a row. Check that the address is right and that the mailbox isn’t full. Until then, what is new is on the site."
          : "We asked whether you want to keep them, and got no answer for three months."}
      </p>
      {children}
    </div>
  );
}
