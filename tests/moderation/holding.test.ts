import { expect, test } from "vitest";
import { type Participant, reasonToHold } from "~/moderation/holding";
import { HOLDINGS } from "~/site/site.schema";

const known = { isGuest: false, isKnown: true, isTrusted: false, isSuspected: false, isListed: false };
const PARTICIPANTS: Record<string, Participant> = {
  "a known member": known,
  "a new member": { ...known, isKnown: false },
  "a guest": { ...known, isGuest: true, isKnown: false },
  "a known guest": { ...known, isGuest: true },
  "a suspected reply": { ...known, isSuspected: true },
  "a suspected reply of a moderator": { ...known, isSuspected: true, isTrusted: true },
  "a reply with listed words": { ...known, isListed: true, isSuspected: true },
  "a reply of a moderator with listed words": { ...known, isListed: true, isTrusted: true },
};

/** By the settings nobody, suspected, newcomers, guests, everyone. */
const TABLE: Record<string, string> = {
  "a known member": "- - - - everyone",
  "a new member": "- - newcomer newcomer everyone",
  "a guest": "- - newcomer guest everyone",
  "a known guest": "- - - guest everyone",
  "a suspected reply": "- suspected suspected suspected suspected",
  "a suspected reply of a moderator": "- - - - -",
  "a reply with listed words": "listed listed listed listed listed",
  "a reply of a moderator with listed words": "- - - - -",
};

test.each(Object.entries(TABLE))("holds %s as the setting says", (who, expected) => {
  const participant = PARTICIPANTS[who] as Participant;
  expect(HOLDINGS.map((holding) => reasonToHold(holding, participant) ?? "-").join(" ")).toBe(expected);
});
