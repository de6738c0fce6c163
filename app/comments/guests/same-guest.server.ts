// Which comments are by the same guest: by a proof, never by what they typed.

import type { DatabaseClient, Prisma } from "~/platform/database/database.server";

/** The comments of a guest's browser; of one who is known by a confirmed address, also those of their other browsers. */
export async function ofSameGuest(db: DatabaseClient, guestId: number): Promise<Prisma.CommentWhereInput> {
  const guest = await db.guest.findUnique({ where: { id: guestId }, select: { emailHash: true } });
  return ofGuest({ id: guestId, emailHash: guest?.emailHash ?? null });
}

/** The same of a guest whose address is read already. */
export const ofGuest = ({ id, emailHash }: { id: number; emailHash: string | null }) =>
  ({
    personId: null,
    ...(emailHash === null ? { guestId: id } : { guest: { emailHash } }),
  }) satisfies Prisma.CommentWhereInput;
