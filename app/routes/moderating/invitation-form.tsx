import { Field } from "~/design/field";
import { Form } from "~/design/form";
import { SelectField } from "~/design/select-field";
import { INVITATION_DAYS, USUAL_DAYS } from "~/people/invitation.schema";
import { ROLES } from "~/people/roles";
import { As } from "../account/as";
import { RoleField } from "./role-field";

export const InvitationForm = ({
  as,
  values = {},
  errors = {},
}: {
  as: number;
  values?: Record<string, string> | undefined;
  errors?: Record<string, string> | undefined;
}) => (
  <Form action="/moderation/invitations" errors={errors} submit="Make the invitation">
    <As id={as} />
    <RoleField
      name="role"
      label="Role"
      hint="What whoever joins by it is here from then on. You can change it later."
      value={values.role ?? "reader"}
      error={errors.role}
      roles={ROLES}
    />
    <SelectField
      name="days"
      label="Good for"
      hint="Afterwards its link does nothing."
      value={values.days ?? String(USUAL_DAYS)}
      error={errors.days}
      options={INVITATION_DAYS.map((days) => ({
        value: String(days),
        name: days === 1 ? "a day" : `${days} days`,
      }))}
    />
    <Field
      name="email"
      type="email"
      label="E-mail"
      hint="The invitation is sent there, and whoever follows it joins with this address. Without one you pass the link on yourself, and they give theirs."
      value={values.email}
      error={errors.email}
      autoComplete="off"
    />
    <Field
      name="handle"
      label="Handle of somebody in bylines"
      hint="If they stand in bylines here already, without an account: their page and their posts become theirs."
      value={values.handle}
      error={errors.handle}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
    />
  </Form>
);
