/** The person who opened the form. After someone else has signed in on this device, it is not accepted as
 *  theirs. */
export const As = ({ id }: { id: number }) => <input type="hidden" name="as" value={id} />;
