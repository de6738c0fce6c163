import { Field } from "~/design/field";
import { MIN_PASSWORD_CHARS } from "~/people/account.schema";

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
