// Signing out first saves what only this device has, asks where that fails, and deletes it here: the next person at this device must not
// see it. Each page does this, so it is small.

import { type DeviceCopy, dropCopy, listCopies } from "../device/device-copy";
import { newFormKey } from "../editor-fields";

/** Key that is set for a moment, to tell other tabs. */
export const SIGNED_OUT = "signed-out";

const TIMEOUT_MS = 8_000;
const ASK = "Some of your text couldn’t be saved and is only on this device. Sign out and delete it?";

/** Saves a person's copies to the server, and deletes them here. `isLost` is whether there is unsaved text that the device couldn't keep.
 *  Returns false if the person would rather stay. */
export async function clearDevice(personId: string, isLost = false): Promise<boolean> {
  for (const copy of listCopies(personId)) if (await send(personId, copy)) dropCopy(personId, copy.form);
  const left = listCopies(personId);
  if ((isLost || left[0]) && !confirm(ASK)) return false;
  for (const { form } of left) dropCopy(personId, form);
  try {
    localStorage.setItem(SIGNED_OUT, personId);
    localStorage.removeItem(SIGNED_OUT);
  } catch {}
  return true;
}

/** As a form of its own that goes on from the copy's: that one may still be open on another tab. */
function send(as: string, { id, kind, post, page, form, version, fields }: DeviceCopy): Promise<boolean> {
  return fetch(`/write/${id ?? "new"}/save`, {
    method: "POST",
    body: new URLSearchParams({
      ...{ ...fields, as, version, after: form, form: newFormKey() },
      ...(post && { post }),
      ...(kind && { kind }),
      ...(page && { page }),
    }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).then(
    ({ ok }) => ok,
    () => false,
  );
}
