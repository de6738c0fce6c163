/** Saves a backup under a name that is kept, or returns why not: "the backup in FOLDER failed: …". */
export type KeepBackup = (name: string, now: Date) => Promise<KeptBackup>;

export type KeptBackup = { ok: true; file: string } | { ok: false; problem: string };
