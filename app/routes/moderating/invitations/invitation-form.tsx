import { INVITATION_DAYS, USUAL_DAYS } from "~/accounts/joining/invitation.schema";
import { Field } from "~/design/form/field";
import { Form } from "~/design/form/form";
import { SelectField } from "~/design/form/select-field";
import { ROLES } from "~/people/roles";
import { As } from "../../session/as";
import { RoleField } from "../people/role-field";

export const InvitationForm = ({
  as,
  formKey,
  values = {},
  errors = {},
}: {
  as: number;
  /** A new id each time the form is opened. */
  formKey: string;
  values?: Record<string, string> | undefined;
  errors?: Record<string, string> | undefined;
}) => (
  <Form action="/moderation/invitations" errors={errors} submit="Create invitation">
    <As id={as} />
    <input type="hidden" name="key" value={formKey} />
    <RoleField
      name="role"
      label="Role"
      hint="The role of the new member. You can change it later."
      value={values.role ?? "reader"}
      error={errors.role}
      roles={ROLES}
    />
    <SelectField
      name="days"
      label="Expires after"
      hint="The link stops working then."
      value={values.days ?? String(USUAL_DAYS)}
      error={errors.days}
      options={INVITATION_DAYS.map((days) => ({
        value: String(days),
        name: days === 1 ? "1 day" : `${days} days`,
      }))}
    />
    <Field
      name="email"
      type="email"
      label="E-mail"
      hint="We send the invitation to this address, and the new account uses it. If you leave this empty, you get a link to pass on yourself."
      value={values.email}
      error={errors.email}
      autoComplete="off"
    />
    <Field
      name="handle"
      label="Handle of an author without an account"
      hint="For people who are already named in bylines here. The new account takes over their profile and posts."
      value={values.handle}
      error={errors.handle}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
    />
  </Form>
);
