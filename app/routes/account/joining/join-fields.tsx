import { Field } from "~/design/form/field";
import { NewPasswordField } from "../new-password-field";

/** The fields of the form for joining. */
export function JoinFields({
  values,
  errors,
  needsPassword = true,
}: {
  values: Record<string, string>;
  errors: Record<string, string>;
  /** False when joining with another site. */
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
