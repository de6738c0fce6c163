import { secretPath } from "~/comments/comment";
import { Form } from "~/design/form/form";

export interface GuestState {
  /** Whether e-mail about the reply was asked for, and its address was confirmed. */
  emails: "none" | "asked" | "confirmed";
  isRemembered: boolean;
  isMember: boolean;
}

/** What the page of a guest's reply says about e-mail, and about this device. */
export const GuestWays = ({ secret, emails, isRemembered, isMember }: GuestState & { secret: string }) => (
  <div className="account">
    {emails === "none" ? null : (
      <>
        <h2>E-mail</h2>
        <p>
          {emails === "confirmed"
            ? "You get an e-mail when a moderator decides about it, and answers as you asked for them."
            : "To get e-mail about it, confirm your address: open the link that we’ve e-mailed you. We send it at most once a day, three times in all, and not if e-mails to the address were turned off."}
        </p>
      </>
    )}
    {isMember ? null : (
      <>
        <h2>This device</h2>
        <p>
          {isRemembered
            ? "This device remembers you. Once a moderator has approved a reply of yours, your next ones needn’t wait as a first reply does."
            : "If this device remembers you, and a moderator has approved a reply of yours, your next ones needn’t wait as a first reply does. Don’t choose this on a device that others use."}
        </p>
        {isRemembered ? (
          <Form action={`${secretPath(secret)}/forget`} submit="Forget me on this device" quiet />
        ) : (
          <Form action={`${secretPath(secret)}/remember`} submit="Remember me on this device" quiet />
        )}
      </>
    )}
  </div>
);
