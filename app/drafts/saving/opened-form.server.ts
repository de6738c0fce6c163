// Keys of opened forms. The address of an empty editor has a key (`/write?new=KEY`), and each form that is opened there has a longer one that begins
// with it. So a form that a browser loads again, when its person goes back, saves to the draft that was begun at that address.

import { randomBytes, randomUUID } from "node:crypto";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { DraftKind } from "../draft";

const OPENED_KEY = /^[0-9a-f]{32}$/;

export const makeOpenedKey = (): string => randomBytes(16).toString("hex");

export const isOpenedKey = (key: string | null): key is string => key !== null && OPENED_KEY.test(key);

/** Address of an empty editor. */
export const newDraftPath = (kind: DraftKind, key: string): string =>
  `/write?${new URLSearchParams({ ...(kind !== "post" && { kind }), new: key })}`;

/** Address of an editor that continues a response; without a key, of a new one. */
export const continuationPath = (commentId: number, key: string): string =>
  `/write?${new URLSearchParams({ continue: String(commentId), new: key })}`;

/** Key of a form; `openedKey` is that of its address, if it has one. */
export const makeFormKey = (openedKey?: string): string =>
  openedKey === undefined ? randomUUID() : `${openedKey}_${randomBytes(8).toString("hex")}`;

/** The key of the address at which a form was opened; null if it has none. */
export function openedKeyOf(form: string): string | null {
  const [key = null] = form.split("_", 1);
  return form.includes("_") && isOpenedKey(key) ? key : null;
}

/** The draft that its owner began at the address with this key. Another person with the same address begins their own. */
export async function findDraftOpenedAs(
  db: DatabaseClient,
  ownerId: number,
  openedKey: string,
): Promise<{ id: number } | null> {
  // In LIKE, "_" is any character.
  const found = await db.draft.findMany({
    where: { ownerId, key: { startsWith: openedKey } },
    take: MAX_FOUND,
    select: { id: true, key: true },
  });
  return found.find(({ key }) => openedKeyOf(key) === openedKey) ?? null;
}

/** One begins with the key; keys are random. */
const MAX_FOUND = 2;
