import { SelectField } from "~/design/form/select-field";
import { ROLE_MEANINGS, type Role } from "~/people/roles";

/** A choice of role with what each role adds to the ones before it. */
export const RoleField = ({
  roles,
  ...field
}: {
  name: string;
  label: string;
  hint: string;
  value: string;
  error?: string | undefined;
  roles: readonly Role[];
}) => (
  <>
    <SelectField {...field} options={roles.map((value) => ({ value }))} />
    <ul className="role-meanings" aria-label="What each role may do">
      {roles.map((role) => (
        <li key={role}>
          <strong>{role}</strong> {ROLE_MEANINGS[role]}
        </li>
      ))}
    </ul>
    <p className="field-hint">Each role can also do everything that the roles above it can.</p>
  </>
);
