import { Prisma } from "../generated/sqlite/client";

/** Whether a write was refused because the unique value exists already: Prisma's P2002, or of a raw statement
 *  the adapter's error inside P2010. */
export const isUniqueViolation = (error: unknown) =>
  error instanceof Prisma.PrismaClientKnownRequestError &&
  (error.code === "P2002" || causeOf(error)?.kind === "UniqueConstraintViolation");

const causeOf = ({ meta }: Prisma.PrismaClientKnownRequestError) =>
  (meta?.driverAdapterError as { cause?: { kind?: string } } | undefined)?.cause;
