/**
 * Whose password a form asks for, for the browser's password store: nobody sees it, and it isn't sent. A field of text, because
 * HTML gives none of type "hidden" a purpose to fill in.
 */
export const UsernameField = ({ email }: { email: string }) => (
  <input type="text" autoComplete="username" value={email} readOnly hidden />
);
