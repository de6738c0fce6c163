import { z } from "zod";

/** Raised when older versions can no longer read new backups. */
export const FORMAT = 1;

export const MANIFEST = "manifest.json";
/** Name of the database in the archive, by kind. */
export const DATABASE = { sqlite: "database.sqlite", postgresql: "database.sql" } as const;
export const UPLOADS = "uploads/";

const safeName = z
  .string()
  .refine(
    (name) =>
      !name.includes("\\") &&
      !name.includes("\0") &&
      name.split("/").every((part) => part !== "" && part !== "." && part !== "..") &&
      (name.startsWith(UPLOADS) || Object.values<string>(DATABASE).includes(name)),
    "names a file that can’t be in a backup",
  );

export const manifestSchema = z.object({
  format: z.literal(FORMAT),
  provider: z.enum(["sqlite", "postgresql"]),
  /** Migrations applied to the database. */
  migrations: z.array(z.string()),
  createdAt: z.iso.datetime(),
  /** The other files of the archive, in their order. */
  files: z.array(
    z.object({
      name: safeName,
      size: z.number().int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type BackedUpFile = Manifest["files"][number];
