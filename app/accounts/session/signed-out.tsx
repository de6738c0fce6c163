import { FormAgain, holdsPassword } from "~/design/form/form-again";

/** A form that was submitted without a session or in another person's session. */
export interface SignedOut {
  signedOut: true;
  /** The form's address and values. */
  action: string;
  values: Record<string, string>;
}

export const isSignedOut = (data: unknown): data is SignedOut =>
  typeof data === "object" && data !== null && "signedOut" in data;

/** Shows what was typed, to be sent again after signing in. */
export const SignedOutPage = ({ action, values, isSomebody }: SignedOut & { isSomebody: boolean }) => (
  <div className="notice">
    <h1>{isSomebody ? "You are signed in to another account now" : "You are signed out"}</h1>
    <p>{explain(isSomebody, holdsPassword(values))}</p>
    {isSomebody ? null : (
      <p>
        <a href="/sign-in" target="_blank" rel="noopener">
          Sign in (opens a new tab)
        </a>
      </p>
    )}
    <FormAgain action={action} values={values} />
  </div>
);

/** A form with a password is not given back and must be filled in again. */
function explain(isSomebody: boolean, hasPassword: boolean): string {
  const again = hasPassword ? "open the form again" : "send the form again";
  if (isSomebody)
    return `You opened this form with another account, so nothing was changed. To use the account that you are signed in to now, ${again}.`;
  return hasPassword
    ? `Nothing was changed. Sign in on another tab, then come back and ${again}.`
    : `Nothing was changed, and everything you typed is still here. Sign in on another tab, then come back and ${again}.`;
}
