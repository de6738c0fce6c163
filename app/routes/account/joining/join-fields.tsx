import { Field } from "~/design/form/field";
import { NewPasswordField } from "../new-password-field";

/** Who somebody is going to be. */
export function JoinFields({
  values,
  errors,
  needsPassword = true,
}: {
  values: Record<string, string>;
  errors: Record<string, string>;
  /** Not of who comes in by another site. */
  needsPassword?: boolean;
}) {
  return (
    <>
      <Field
        name="name"
        label="Name"
        hint="The name that readers see. A pseudonym is welcome, and you can change it later."
        value={values.name}
        error={errors.name}
        autoComplete="nickname"
        required
      />
      <Field
        name="handle"
        label="Handle"
        hint="The address of your profile, for example /people/ada. Use small letters, digits and hyphens."
        value={values.handle}
        error={errors.handle}
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      {needsPassword ? <NewPasswordField error={errors.password} /> : null}
    </>
  );
}
