import { expect, test } from "vitest";
import { FairTurns } from "../../../app/markdown/renderer/fair-turns";

const limits = { places: 2, maxWaitingOfOne: 5, maxWaiting: 8 };

/** Begins one after the other; `begun` lists whose turn has come, in the order in which it came. */
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

test("keeps a place free from a sender who could fill them all", async () => {
  const { begun, begin, settle } = open();
  for (let count = 0; count < 3; count++) void begin("flood");
  await settle();
  void begin("reader");
  await settle();
  expect(begun).toEqual(["flood", "reader"]);
});

test("gives its only place to each sender in turn", async () => {
  const { turns, begun, begin, settle } = open({ ...limits, places: 1 });
  for (const name of ["a", "a", "a", "b", "c", "b"]) void begin(name);
  for (const name of ["a", "b", "c", "a", "b", "a"]) {
    await settle();
    expect(begun.at(-1)).toBe(name);
    turns.end(name);
  }
  expect(begun).toEqual(["a", "b", "c", "a", "b", "a"]);
});

test("refuses at once what waits in too great a number, of one sender and of all", async () => {
  const { begin, settle } = open();
  const outcomes: (boolean | undefined)[] = [];
  const ask = (name: string) => void begin(name).then((isTurn) => outcomes.push(isTurn));
  for (let count = 0; count < 7; count++) ask("a");
  for (let count = 0; count < 5; count++) ask("b");
  await settle();
  // One of each runs; five of "a" wait, so the seventh is too many; three of "b" make eight that wait.
  expect(outcomes.filter((isTurn) => isTurn)).toHaveLength(2);
  expect(outcomes.filter((isTurn) => !isTurn)).toHaveLength(2);
});

test("gives up a turn that is no longer waited for, and goes on to the next", async () => {
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
