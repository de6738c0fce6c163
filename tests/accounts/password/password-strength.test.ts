// Password strength: which passwords pass, the cost, and the worker thread.

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
  ["sixteen random characters", "k7#qZ9!xVw2$Lm8&", []],
])("accepts %s", async (_what, password, known) => {
  expect(await strength.explainWeakness(password, known)).toBeNull();
});

test.each([
  ["a common password", "password1234", []],
  ["the person's own name", "bartholomewquince", ["Bartholomew Quince"]],
  ["the person's own e-mail address", "ada.lovelace", ["ada.lovelace@example.org"]],
])("refuses %s as too easy to guess, with advice", async (_what, password, known) => {
  expect(await strength.explainWeakness(password, known)).toMatch(/^This password is too easy to guess\./);
});

test("measures only the beginning of a long password", async () => {
  const end = "k7#qZ9!xVw2$Lm8&";
  expect(await strength.explainWeakness("a".repeat(MEASURED_CHARS - end.length) + end, [])).toBeNull();
  expect(await strength.explainWeakness("a".repeat(MEASURED_CHARS) + end, [])).not.toBeNull();
});

test("cuts a long password between surrogate pairs", async () => {
  expect(await strength.explainWeakness("🦉".repeat(MEASURED_CHARS + 1), [])).not.toBeNull();
});

test("leaves the main thread responsive while a password is measured", async () => {
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

test("reports that it is busy while many passwords wait", async () => {
  const waiting = Array.from({ length: 40 }, () => strength.explainWeakness("velvet anchor prism", []));
  expect(strength.isBusy()).toBe(true);
  await Promise.all(waiting);
  expect(strength.isBusy()).toBe(false);
});
