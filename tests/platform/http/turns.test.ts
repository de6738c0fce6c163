import { expect, onTestFinished, test } from "vitest";
import { createTurns } from "~/platform/http/turns";

/** Counts how often whatever else waits has had a go. */
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

test("who comes at once has a turn each, in order, and others have a go in between", async () => {
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

test("who comes alone waits for nobody", async () => {
  const [inTurn, rounds] = [createTurns(), countRounds()];
  const before = rounds();
  await inTurn();
  expect(rounds()).toBe(before);
});
