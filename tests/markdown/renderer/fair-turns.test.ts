import { expect, test } from "vitest";
import { FairTurns } from "../../../app/markdown/renderer/fair-turns";

const limits = { places: 2, maxWaitingOfOne: 5, maxWaiting: 8 };

/** `begun` lists the names whose turn has come, in order. */
function open(options = limits) {
  const turns = new FairTurns(options);
  const begun: string[] = [];
  const begin = (name: string, signal = new AbortController().signal) =>
    turns.begin(name, signal).then((isTurn) => {
      if (isTurn) begun.push(name);
      return isTurn;
    });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { turns, begun, begin, settle };
}

test("keeps one place free from a sender that could fill them all", async () => {
  const { begun, begin, settle } = open();
  for (let count = 0; count < 3; count++) void begin("flood");
  await settle();
  void begin("reader");
  await settle();
  expect(begun).toEqual(["flood", "reader"]);
});

test("gives the only place to each sender in turn", async () => {
  const { turns, begun, begin, settle } = open({ ...limits, places: 1 });
  for (const name of ["a", "a", "a", "b", "c", "b"]) void begin(name);
  for (const name of ["a", "b", "c", "a", "b", "a"]) {
    await settle();
    expect(begun.at(-1)).toBe(name);
    turns.end(name);
  }
  expect(begun).toEqual(["a", "b", "c", "a", "b", "a"]);
});

test("refuses at once beyond the waiting limit of one sender and of all senders", async () => {
  const { begin, settle } = open();
  const outcomes: (boolean | undefined)[] = [];
  const ask = (name: string) => void begin(name).then((isTurn) => outcomes.push(isTurn));
  for (let count = 0; count < 7; count++) ask("a");
  for (let count = 0; count < 5; count++) ask("b");
  await settle();
  // One call of each sender runs. Five of "a" wait, so its seventh is refused; three of "b" reach the limit
  // of eight, so its fifth is refused.
  expect(outcomes.filter((isTurn) => isTurn)).toHaveLength(2);
  expect(outcomes.filter((isTurn) => !isTurn)).toHaveLength(2);
});

test("drops an aborted call and continues with the next", async () => {
  const { turns, begun, begin, settle } = open({ ...limits, places: 1 });
  const tired = new AbortController();
  void begin("a");
  const waiting = begin("b", tired.signal);
  void begin("c");
  tired.abort();
  expect(await waiting).toBe(false);
  turns.end("a");
  await settle();
  expect(begun).toEqual(["a", "c"]);
  expect(await begin("d", AbortSignal.abort())).toBe(false);
});
