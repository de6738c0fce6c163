/** Tells a guest what the address of their page is worth. */
export const KeepAddress = () => (
  <li>
    The address of this page is the key to your reply. Save it to come back, for example as a bookmark: it
    can’t be shown again.
  </li>
);
