import { MIN_PASSWORD_CHARS } from "~/accounts/account.schema";
import { Field } from "~/design/form/field";

export const NewPasswordField = ({
  error,
  label = "Password",
}: {
  error?: string | undefined;
  label?: string;
}) => (
  <Field
    name="password"
    type="password"
    label={label}
    hint={`At least ${MIN_PASSWORD_CHARS} characters. Four or five unrelated words are strong and easy to remember.`}
    error={error}
    autoComplete="new-password"
    required
  />
);
