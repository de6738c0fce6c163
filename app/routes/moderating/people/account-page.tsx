import type { AccountSummary } from "~/accounts/account-list.server";
import { Time } from "~/design/calendar";
import { Form } from "~/design/form/form";
import { isAtLeast, isRole, ROLE_MEANINGS, ROLES } from "~/people/roles";
import { useSendsMail } from "../../sends-mail";
import { As } from "../../session/as";
import { ModeratingFrame } from "../moderating-frame";
import { RoleField } from "./role-field";

interface AccountPageProps {
  as: number;
  account: Omit<AccountSummary, "createdAt" | "lastUsedAt"> & {
    createdAt: string | Date;
    lastUsedAt: string | Date | null;
  };
  isOwn: boolean;
  mayChangeRole: boolean;
  mayDeactivate: boolean;
  done: string | null;
  /** The refusal of a form on this page. */
  refused?: { errors: Record<string, string>; role?: string } | undefined;
}

/** A person's account, and the actions on it. */
export function AccountPage({
  as,
  account,
  isOwn,
  mayChangeRole,
  mayDeactivate,
  done,
  refused,
}: AccountPageProps) {
  const { name, handle, role, moderates, status } = account;
  const path = `/moderation/people/${handle}`;
  const isActive = status === "active";
  const sendsMail = useSendsMail();
  return (
    <ModeratingFrame
      page="/moderation/people"
      title={name}
      done={refused ? null : explainDone(done, account)}
    >
      <Facts account={account} />
      {isOwn ? (
        <p>
          This is your own account. Another administrator can change your role or deactivate it. You can
          change everything else in <a href="/settings">your settings</a>.
        </p>
      ) : null}
      {mayChangeRole ? (
        <section aria-labelledby="role-title">
          <h2 id="role-title">Role</h2>
          <Form action={`${path}/role`} errors={refused?.errors} submit="Change role">
            <As id={as} />
            <RoleField
              name="role"
              label="Role"
              hint={explainRoleChange(sendsMail)}
              value={refused?.role ?? role}
              error={refused?.errors.role}
              roles={ROLES}
            />
          </Form>
        </section>
      ) : null}
      {mayChangeRole && isRole(role) && !isAtLeast(role, "editor") ? (
        <section aria-labelledby="moderator-title">
          <h2 id="moderator-title">Moderator</h2>
          <p>
            {moderates
              ? `${name} can approve, hide and remove responses. Without this right they can’t, and are signed out on all devices.`
              : `Let ${name} approve, hide and remove responses, with the same role (${role}). This signs them out on all devices. Editors and administrators can do it anyway.`}
          </p>
          <Form
            action={`${path}/moderator`}
            submit={moderates ? "Take back the right to moderate" : "Let them moderate"}
            quiet
          >
            <As id={as} />
            <input type="hidden" name="moderates" value={moderates ? "no" : "yes"} />
          </Form>
        </section>
      ) : null}
      {mayDeactivate ? (
        <section aria-labelledby="active-title">
          <h2 id="active-title">{isActive ? "Deactivate" : "Reactivate"}</h2>
          <p>
            {isActive
              ? `This signs ${name} out on all devices. They can’t sign in or reset their password. Their posts and comments stay online under their name.${role === "administrator" ? " Their unused invitations are revoked." : ""} You can reactivate the account at any time.`
              : `${name} can sign in again, with the same role (${role}) and the same password or passkeys.`}
          </p>
          <Form
            action={`${path}/${isActive ? "deactivate" : "reactivate"}`}
            submit={isActive ? "Deactivate account" : "Reactivate account"}
            quiet={!isActive}
            danger={isActive}
          >
            <As id={as} />
          </Form>
        </section>
      ) : null}
    </ModeratingFrame>
  );
}

const explainRoleChange = (sendsMail: boolean) =>
  `This signs them out on all their devices, so that the new role applies everywhere. ${
    sendsMail
      ? "We’ll tell them by e-mail, unless they have turned notifications off."
      : "This site can’t send e-mail, so please tell them yourself."
  }`;

const Facts = ({
  account: { handle, email, role, moderates, status, createdAt, lastUsedAt },
}: Pick<AccountPageProps, "account">) => (
  <dl className="facts">
    <dt>Profile</dt>
    <dd>
      <a href={`/people/${handle}`}>/people/{handle}</a>
    </dd>
    <dt>E-mail</dt>
    <dd>{email}</dd>
    <dt>Role</dt>
    <dd>
      {role}
      {isRole(role) ? `: ${ROLE_MEANINGS[role]}` : null}
      {moderates ? ", and can moderate" : null}
    </dd>
    <dt>Status</dt>
    <dd>{status}</dd>
    <dt>Joined</dt>
    <dd>
      <Time at={new Date(createdAt)} />
    </dd>
    <dt>Last active</dt>
    <dd>
      {lastUsedAt ? (
        <Time at={new Date(lastUsedAt)} style="moment" />
      ) : (
        "unknown (not signed in on any device)"
      )}
    </dd>
  </dl>
);

function explainDone(done: string | null, { name, role }: Pick<AccountSummary, "name" | "role">) {
  switch (done) {
    case "role":
      return `Role changed. ${name} is now ${role}.`;
    case "same":
      return `No change: ${name} already has the role ${role}.`;
    case "moderates":
      return `${name} can moderate now.`;
    case "moderates-no-more":
      return `${name} can’t moderate any more.`;
    case "deactivated":
      return `Account deactivated. ${name} can’t sign in. You can reactivate the account below.`;
    case "reactivated":
      return `Account reactivated. ${name} can sign in again.`;
    default:
      return null;
  }
}
