/** As whom a form was opened: sent after somebody else signed in on the same device, it is not taken for theirs. */
export const As = ({ id }: { id: number }) => <input type="hidden" name="as" value={id} />;
