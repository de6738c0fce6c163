/** Tells password managers whose password the form asks for; hidden and not sent. A text field, because
 *  autocomplete doesn't apply to fields of type "hidden". */
export const UsernameField = ({ email }: { email: string }) => (
  <input type="text" autoComplete="username" value={email} readOnly hidden />
);
