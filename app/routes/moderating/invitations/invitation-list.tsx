import type { InvitationSummary } from "~/accounts/joining/invitation.server";
import { Time } from "~/design/calendar";
import { As } from "../../session/as";

type Shown = Omit<InvitationSummary, "createdAt" | "expiresAt"> &
  Record<"createdAt" | "expiresAt", Date | string>;

/** Invitations and their status; unused ones can be revoked. */
export function InvitationList({ as, invitations }: { as: number; invitations: Shown[] }) {
  if (invitations.length === 0)
    return <p>No invitations. Used and expired invitations stay listed for a month.</p>;
  return (
    <ul className="rows">
      {invitations.map((invitation) => (
        <li key={invitation.id}>
          <div>
            <strong>{describe(invitation)}</strong>
            <p className="field-hint">
              Created on <Time at={new Date(invitation.createdAt)} />, <Fate {...invitation} />
            </p>
          </div>
          {invitation.state !== "open" ? null : (
            <form method="post" action={`/moderation/invitations/${invitation.id}/revoke`}>
              <As id={as} />
              <button type="submit" className="quiet danger" aria-label={`Revoke: ${describe(invitation)}`}>
                Revoke
              </button>
            </form>
          )}
        </li>
      ))}
    </ul>
  );
}

const describe = ({ role, email, person }: Pick<Shown, "role" | "email" | "person">) =>
  `${role}${person ? `, as ${person.name} (${person.handle})` : ""}${email ? `, for ${email}` : ""}`;

function Fate({ state, expiresAt, joined }: Pick<Shown, "state" | "expiresAt" | "joined">) {
  if (state === "open")
    return (
      <>
        expires on <Time at={new Date(expiresAt)} style="moment" />
      </>
    );
  if (state === "expired")
    return (
      <>
        expired on <Time at={new Date(expiresAt)} />
      </>
    );
  return joined ? (
    <>
      used by <a href={`/moderation/people/${joined.handle}`}>{joined.name}</a>
    </>
  ) : (
    "used"
  );
}
