import { z } from "zod";

/** Of a backup that is whole in one file. */
export const WHOLE_FORMAT = 1;
/** The newest: files of uploads may stand beside the archive. Raised when older versions can no longer read new backups. */
export const FORMAT = 2;

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

const files = z.array(
  z.object({
    name: safeName,
    size: z.number().int().nonnegative(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
);

export const manifestSchema = z.object({
  format: z.literal([WHOLE_FORMAT, FORMAT]),
  provider: z.enum(["sqlite", "postgresql"]),
  /** Migrations applied to the database. */
  migrations: z.array(z.string()),
  createdAt: z.iso.datetime(),
  /** The other files of the archive, in their order. */
  files,
  /** Uploads in the folder "files" beside the archive, named there by their hash. */
  beside: files.default([]),
  /** Files of uploads that it lacks, since the S3 store failed. */
  missing: z.array(safeName).default([]),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type BackedUpFile = Manifest["files"][number];
