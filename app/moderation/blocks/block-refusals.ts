import { MAX_BLOCKS } from "./block";

const EXPLANATIONS = {
  "block.too-many": `There are ${MAX_BLOCKS} blocks already, which is the limit. End one that is no longer needed.`,
  "block.exists": "This is blocked already. To change that block, end it in the list, and make another.",
  "block.no-member": "No member has this handle. It is in the address of their page, after /people/.",
  "block.no-address": "This comment has no e-mail address, or was deleted in the meantime.",
  "block.no-network":
    "It isn’t known any more where this comment came from: that is forgotten after some days, and when a comment is deleted.",
  "block.too-long": "A network can be blocked for 30 days at most. Choose an earlier end.",
  "block.self": "You can’t block yourself: this account or address is yours.",
  "block.staff":
    "You can’t block this person, because they are a moderator, an editor or an administrator. An administrator can change that first.",
  "block.own-domain": "You can’t block this domain, because this site is on it.",
} as const;

export type ExplainedBlocking = keyof typeof EXPLANATIONS;

/** The field beside which a refusal is shown; others are shown above the form. */
const FIELDS: Partial<Record<ExplainedBlocking, string>> = {
  "block.no-member": "handle",
  "block.own-domain": "text",
};

/** Why a block wasn't made, as the errors of its form. */
export const explainBlocking = (reason: ExplainedBlocking): Record<string, string> => ({
  [FIELDS[reason] ?? "form"]: EXPLANATIONS[reason],
});
