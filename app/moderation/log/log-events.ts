// What moderators do besides setting a response's status, and besides what concerns a conversation
// (conversation-actions.ts). It stands in the same logs, and isn't undone there.

import { REASONS } from "../actions";
import { BLOCK_REASONS } from "../blocks/block";

/** An event in words. */
interface Words {
  /** In the log for moderators, after the name of who did it. */
  did: string;
  /** In the public log; absent if it says nothing to readers. */
  counted?: (count: number) => string;
  /** Whether it is about a block, which no entry names. */
  isOfBlock?: true;
}

/** Events by the name under which they are stored. */
export const LOG_EVENTS = {
  "uphold-reports": {
    did: "upheld the reports of it",
    counted: (number) =>
      `The reports of ${number === 1 ? "1 response or post" : `${number} responses or posts`} were upheld.`,
  },
  "ask-second-look": { did: "asked for a second look" },
  "second-look": { did: "looked a second time, and left it as it was" },
  "uphold-appeal": {
    did: "looked again after an appeal, and left it as it was",
    counted: (number) =>
      number === 1
        ? "1 appeal was answered: the decision stands."
        : `${number} appeals were answered: the decisions stand.`,
  },
  "grant-appeal": {
    did: "granted an appeal",
    counted: (number) =>
      number === 1
        ? "1 appeal was granted: the decision was reversed."
        : `${number} appeals were granted: the decisions were reversed.`,
  },
  "block-writer": {
    did: "blocked somebody",
    isOfBlock: true,
    counted: (number) => (number === 1 ? "1 writer was blocked." : `${number} writers were blocked.`),
  },
  "block-content": {
    did: "blocked words or a domain",
    isOfBlock: true,
    counted: (number) =>
      number === 1 ? "1 block of words or links was made." : `${number} blocks of words or links were made.`,
  },
  "end-block": {
    did: "ended a block",
    isOfBlock: true,
    counted: (number) => (number === 1 ? "1 block was ended." : `${number} blocks were ended.`),
  },
  "uphold-block-appeal": {
    did: "looked again at a block after an appeal, and kept it",
    isOfBlock: true,
    counted: (number) =>
      number === 1
        ? "1 appeal of a block was answered: the block stays."
        : `${number} appeals of blocks were answered: the blocks stay.`,
  },
  "grant-block-appeal": {
    did: "granted an appeal of a block",
    isOfBlock: true,
    counted: (number) =>
      number === 1 ? "1 appeal of a block was granted." : `${number} appeals of blocks were granted.`,
  },
  "invite-writer": { did: "invited its writer to make it a post" },
  "dismiss-nomination": { did: "dismissed that it become a post" },
  "dismiss-reports": {
    did: "dismissed the reports of it",
    counted: (number) =>
      `The reports of ${number === 1 ? "1 response or post" : `${number} responses or posts`} were dismissed.`,
  },
} as const satisfies Record<string, Words>;

export type LogEvent = keyof typeof LOG_EVENTS;
const words: ReadonlyMap<string, Words> = new Map<string, Words>(Object.entries(LOG_EVENTS));

/** What happened, in words; undefined if it isn't an event. */
export const eventInWords = (name: string): Words | undefined => words.get(name);

/** The reason of an entry, in words; null if it has none. */
export function reasonInWords({ action, reason }: { action: string; reason: string }): string | null {
  const sentences: Record<string, string> = eventInWords(action)?.isOfBlock ? BLOCK_REASONS : REASONS;
  return Object.hasOwn(sentences, reason) ? (sentences[reason] ?? null) : null;
}

/** Events that the public log leaves out. */
export const PRIVATE_EVENTS = Object.keys(LOG_EVENTS).filter((name) => !words.get(name)?.counted);
