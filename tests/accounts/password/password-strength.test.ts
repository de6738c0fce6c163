// How passwords are measured: which pass, what it may cost, and where it is done.

import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import {
  createPasswordStrength,
  MEASURED_CHARS,
  type PasswordStrength,
} from "~/accounts/password/password-strength.server";

let strength: PasswordStrength;

beforeAll(async () => {
  const outfile = join(await mkdtemp(join(inject("temporaryFolder"), "password-")), "worker.cjs");
  const entry = new URL("../../../app/accounts/password/password-worker.ts", import.meta.url).pathname;
  await build({ entryPoints: [entry], outfile, bundle: true, platform: "node", format: "cjs" });
  strength = createPasswordStrength({ workerFile: outfile });
});

afterAll(() => strength.close());

test.each([
  ["a few unconnected words", "velvet anchor prism", []],
  ["sixteen characters of no pattern", "k7#qZ9!xVw2$Lm8&", []],
])("%s pass", async (_what, password, known) => {
  expect(await strength.explainWeakness(password, known)).toBeNull();
});

test.each([
  ["a word of every list", "password1234", []],
  ["the person’s own name", "bartholomewquince", ["Bartholomew Quince"]],
  ["their own address", "ada.lovelace", ["ada.lovelace@example.org"]],
])("%s is too easy to guess, and the answer says what would help", async (_what, password, known) => {
  expect(await strength.explainWeakness(password, known)).toMatch(/^This password is too easy to guess\./);
});

test("only the beginning of a long password is measured: what would make it strong comes too late", async () => {
  const end = "k7#qZ9!xVw2$Lm8&";
  expect(await strength.explainWeakness("a".repeat(MEASURED_CHARS - end.length) + end, [])).toBeNull();
  expect(await strength.explainWeakness("a".repeat(MEASURED_CHARS) + end, [])).not.toBeNull();
});

test("a character of two units is never cut in half", async () => {
  expect(await strength.explainWeakness("🦉".repeat(MEASURED_CHARS + 1), [])).not.toBeNull();
});

test("the main thread goes on while a password is measured", async () => {
  let turns = 0;
  let measuring = true;
  const turn = () => {
    turns++;
    if (measuring) setImmediate(turn);
  };
  setImmediate(turn);
  await strength.explainWeakness("p4$$w0rd@1!".repeat(12), []);
  measuring = false;
  expect(turns).toBeGreaterThan(1);
});

test("one that comes while many wait is told so", async () => {
  const waiting = Array.from({ length: 40 }, () => strength.explainWeakness("velvet anchor prism", []));
  expect(strength.isBusy()).toBe(true);
  await Promise.all(waiting);
  expect(strength.isBusy()).toBe(false);
});
