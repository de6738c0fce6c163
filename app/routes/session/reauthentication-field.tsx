import { Field } from "~/design/form/field";
import type { ReauthenticationRefusal } from "./reauthenticate";
import { explainAccountRefusal, explainSessionFailures } from "./refusals";
import { UsernameField } from "./username-field";

/** The field for the current password. */
export const ReauthenticationField = ({
  email,
  hasPassword,
  error,
}: {
  email: string;
  hasPassword: boolean;
  error?: string | undefined;
}) =>
  hasPassword ? (
    <>
      <UsernameField email={email} />
      <Field
        name="proof"
        type="password"
        label="Current password"
        error={error}
        autoComplete="current-password"
        required
      />
    </>
  ) : error ? (
    <p className="field-error" id="field-proof">
      {error}
    </p>
  ) : null;

export function explainReauthentication(doubt: ReauthenticationRefusal): Record<string, string> {
  switch (doubt.reason) {
    case "sign-in.mismatch":
      return { proof: "This password is incorrect. Passwords distinguish capital and small letters." };
    case "proof.missing":
      return { proof: "Please enter your current password." };
    case "proof.stale":
      return {
        form: "Please sign in again first, because you signed in a while ago. Sign out, sign in, and come back here.",
      };
    case "sign-in.busy":
      return { form: explainAccountRefusal(doubt.reason) };
    case "sign-in.too-many":
      return { form: explainSessionFailures(doubt.seconds) };
  }
}
