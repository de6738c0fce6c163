import { expect, test } from "vitest";
import type { Counts } from "~/moderation/spam/classify";
import { readTokens } from "~/moderation/spam/tokens";
import { judge, SPAM_SCORE } from "~/moderation/spam/verdict";
import { asHtml, languageOf, readSampleParagraphs, readSet, type SpamSet } from "../../factories/spam-set";

const tokensOf = (text: string) => readTokens({ html: asHtml(text), name: "", site: "" });

function learnFrom(sets: { spam: SpamSet; ham: SpamSet } | null) {
  const counts = new Map<string, Counts>();
  const learnt = { spam: 0, ham: 0 };
  for (const [kind, set] of Object.entries(sets ?? {}) as ["spam" | "ham", SpamSet][])
    for (const text of readSet(set)) {
      learnt[kind]++;
      for (const token of tokensOf(text).tokens) {
        const known = counts.get(token) ?? { spam: 0, ham: 0 };
        counts.set(token, { ...known, [kind]: known[kind] + 1 });
      }
    }
  return (text: string, copyOf: number | null = null) =>
    judge({ ...tokensOf(text), countsOf: (token) => counts.get(token), learnt, copyOf });
}

const trained = learnFrom({ spam: "learnt-spam", ham: "learnt-ham" });
const untrained = learnFrom(null);

test("suspects at most one in two hundred comments that it has not seen, in any language", () => {
  const texts = [...readSet("unseen-ham"), ...readSampleParagraphs()];
  const suspected = texts.filter((text) => trained(text).isSuspected);
  expect(texts.length).toBeGreaterThan(200);
  expect(suspected.length, suspected.join("\n")).toBeLessThanOrEqual(texts.length / 200);
});

test.each(["English", "French", "Japanese"] as const)(
  "suspects most unseen advertising in %s, and no comment",
  (language) => {
    const inLanguage = (set: SpamSet) => readSet(set).filter((text) => languageOf(text) === language);
    const missed = inLanguage("unseen-spam").filter((text) => !trained(text).isSuspected);
    expect(missed.length, missed.join("\n")).toBeLessThanOrEqual(inLanguage("unseen-spam").length / 2);
    expect(inLanguage("unseen-ham").filter((text) => trained(text).isSuspected)).toEqual([]);
  },
);

test("before it has learnt anything, suspects no comment by its words", () => {
  for (const text of [...readSet("unseen-ham"), ...readSampleParagraphs()])
    expect(untrained(text)).toEqual({ isSuspected: false, score: null, evidence: {} });
});

test("suspects a host that only spam has linked to, before the words count", () => {
  const counts: Record<string, Counts> = {
    "//bad.example": { spam: 1, ham: 0 },
    "//good.example": { spam: 1, ham: 1 },
  };
  const facts = { countsOf: (token: string) => counts[token], learnt: { spam: 1, ham: 0 }, copyOf: null };
  expect(judge({ ...tokensOf("See https://bad.example/x"), ...facts })).toEqual({
    isSuspected: true,
    score: null,
    evidence: { spamHosts: ["bad.example"] },
  });
  expect(judge({ ...tokensOf("See https://good.example/x"), ...facts }).isSuspected).toBe(false);
});

test("suspects links to four unknown sites, but not to three, or to four pages of one", () => {
  const links = (hosts: string[]) => hosts.map((host, index) => `https://${host}.example/${index}`).join(" ");
  expect(untrained(links(["a", "b", "c", "d"])).evidence.newHosts).toHaveLength(4);
  expect(untrained(links(["a", "b", "c"])).isSuspected).toBe(false);
  expect(untrained(links(["a", "a", "a", "a"])).isSuspected).toBe(false);
});

test("suspects a near-copy, and names the comment", () => {
  expect(untrained("Hello", 12)).toMatchObject({ isSuspected: true, evidence: { copyOf: 12 } });
});

test("names the words that speak for spam", () => {
  const { score, evidence } = trained("Free casino bonus https://casino-roi.example");
  expect(score).toBeGreaterThan(SPAM_SCORE);
  expect(evidence.seen?.map(({ token }) => token)).toEqual(expect.arrayContaining(["casino", "bonus"]));
  expect(evidence.spamHosts).toEqual(["casino-roi.example"]);
});
