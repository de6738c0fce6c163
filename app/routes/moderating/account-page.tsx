import { Time } from "~/design/calendar";
import { Form } from "~/design/form";
import type { AccountSummary } from "~/people/account-list.server";
import { isRole, ROLE_MEANINGS, ROLES } from "~/people/roles";
import { As } from "../account/as";
import { useSendsMail } from "../sends-mail";
import { ModeratingFrame } from "./moderating-frame";
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
  /** What was refused, if something was. */
  refused?: { errors: Record<string, string>; role?: string } | undefined;
}

/** Somebody's account, and what can be done about it. */
export function AccountPage({
  as,
  account,
  isOwn,
  mayChangeRole,
  mayDeactivate,
  done,
  refused,
}: AccountPageProps) {
  const { name, handle, role, status } = account;
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
          This is you. Your own role and whether your account is active are for another administrator to
          change; all else is in <a href="/settings">your settings</a>.
        </p>
      ) : null}
      {mayChangeRole ? (
        <section aria-labelledby="role-title">
          <h2 id="role-title">Role</h2>
          <Form action={`${path}/role`} errors={refused?.errors} submit="Change the role">
            <As id={as} />
            <RoleField
              name="role"
              label="What they are here"
              hint={explainRoleChange(sendsMail)}
              value={refused?.role ?? role}
              error={refused?.errors.role}
              roles={ROLES}
            />
          </Form>
        </section>
      ) : null}
      {mayDeactivate ? (
        <section aria-labelledby="active-title">
          <h2 id="active-title">{isActive ? "Deactivate" : "Reactivate"}</h2>
          <p>
            {isActive
              ? `${name} is signed out everywhere and can’t sign in, or choose a new password. What they wrote stays where it is, under their name${role === "administrator" ? "; invitations of theirs that nobody has used are taken back" : ""}. You can let them in again.`
              : `${name} can sign in again, as ${role}, in the ways that they had.`}
          </p>
          <Form
            action={`${path}/${isActive ? "deactivate" : "reactivate"}`}
            submit={isActive ? "Deactivate this account" : "Reactivate this account"}
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
  account: { handle, email, role, status, createdAt, lastUsedAt },
}: Pick<AccountPageProps, "account">) => (
  <dl className="facts">
    <dt>Page</dt>
    <dd>
      <a href={`/people/${handle}`}>/people/{handle}</a>
    </dd>
    <dt>E-mail</dt>
    <dd>{email}</dd>
    <dt>Role</dt>
    <dd>
      {role}
      {isRole(role) ? `: ${ROLE_MEANINGS[role]}` : null}
    </dd>
    <dt>Account</dt>
    <dd>{status}</dd>
    <dt>Since</dt>
    <dd>
      <Time at={new Date(createdAt)} />
    </dd>
    <dt>Last here</dt>
    <dd>
      {lastUsedAt ? <Time at={new Date(lastUsedAt)} style="moment" /> : "not known: signed in nowhere now"}
    </dd>
  </dl>
);

function explainDone(done: string | null, { name, role }: Pick<AccountSummary, "name" | "role">) {
  switch (done) {
    case "role":
      return `${name} is ${role} now.`;
    case "same":
      return `${name} was ${role} already. Nothing was changed.`;
    case "deactivated":
      return `${name} can’t sign in any more.`;
    case "reactivated":
      return `${name} can sign in again.`;
    default:
      return null;
  }
}
