import { exportPerson } from "~/portability/export/export-person.server";
import { NOW } from "./posts";
import { unzip } from "./zip";

/** The files of a person's export, by name. */
export async function unpack(
  deps: Parameters<typeof exportPerson>[0],
  member: Parameters<typeof exportPerson>[1],
): Promise<Map<string, string>> {
  const made = await exportPerson(deps, member, NOW);
  if (!made.ok) throw new Error(made.reason);
  return unzip(made.zip);
}
