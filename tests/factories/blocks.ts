import { blockThing } from "~/flows/moderating/block.server";
import type { BlockInput } from "~/moderation/blocks/block.schema";
import type { Member } from "~/people/viewer";
import { NOW } from "./posts";

type Deps = Parameters<typeof blockThing>[0];

const ofAll = { duration: "week", until: "", note: "" };
const ofWriter = { ...ofAll, reason: "rude", words: "" } as const;

export const person = (handle: string): BlockInput => ({ ...ofWriter, kind: "person", handle });
export const address = (comment: number): BlockInput => ({ ...ofWriter, kind: "address", comment });
export const network = (comment: number): BlockInput => ({
  ...{ ...ofWriter, kind: "network", comment, duration: "week" },
});
export const domain = (text: string, effect: "refuse" | "hold" = "refuse"): BlockInput => ({
  ...{ ...ofAll, kind: "domain", text, effect },
});
export const words = (text: string, effect: "refuse" | "hold" = "refuse"): BlockInput => ({
  ...{ ...ofAll, kind: "words", text, effect },
});

/** Blocks something for good, as a moderator. Returns its id; throws if it is refused. */
export async function block(
  deps: Deps,
  moderator: Member,
  input: BlockInput,
  { endsAt = null as Date | null, now = NOW } = {},
): Promise<number> {
  const blocked = await blockThing(deps, moderator, input, { endsAt, now });
  if (!blocked.ok) throw new Error(`not blocked: ${blocked.reason}`);
  return blocked.id;
}
