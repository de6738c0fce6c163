import { expect, onTestFinished, test } from "vitest";
import { createTurns } from "~/platform/http/turns";

/** Counts turns of the event loop, as a stand-in for other work. */
function countRounds() {
  let rounds = 0;
  let counting = true;
  const count = () => {
    rounds++;
    if (counting) setImmediate(count);
  };
  count();
  onTestFinished(() => {
    counting = false;
  });
  return () => rounds;
}

test("starts simultaneous calls in order, with other work in between", async () => {
  const [inTurn, rounds] = [createTurns(), countRounds()];
  const begun: { name: string; round: number }[] = [];
  const form = async (name: string) => {
    await inTurn();
    begun.push({ name, round: rounds() });
  };
  await Promise.all(["a", "b", "c"].map(form));
  expect(begun.map(({ name }) => name)).toEqual(["a", "b", "c"]);
  expect(new Set(begun.map(({ round }) => round)).size).toBe(3);
});

test("does not delay a single call", async () => {
  const [inTurn, rounds] = [createTurns(), countRounds()];
  const before = rounds();
  await inTurn();
  expect(rounds()).toBe(before);
});
