// What is known of a member as a guest, for their own export.

import type { Exported } from "~/platform/inventory";
import { listGuestsOf } from "./guest-address.server";

export const exportGuests: Exported = {
  readme:
    "- guest.json: when you confirmed your e-mail address as a guest, whether e-mails to it are off, and how long your browser is remembered.",
  async *files({ db }, { email }) {
    const guests = await listGuestsOf(db, email);
    if (guests.length > 0) yield { name: "guest.json", json: guests };
  },
};
