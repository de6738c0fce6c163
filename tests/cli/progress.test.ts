import { expect, test } from "vitest";
import { createProgress } from "~/cli/progress";

function open(isTTY: boolean) {
  const said: string[] = [];
  let at = 0;
  const output = (name: string, isTTY = false) => ({
    isTTY,
    write: (text: string) => said.push(`${name}: ${text}`),
  });
  const progress = createProgress({ screen: output("out", isTTY), log: output("err"), clock: () => at });
  const wait = (seconds: number) => {
    at += seconds * 1000;
  };
  return { said, progress, wait };
}

test("prints progress to standard error now and then without a terminal", () => {
  const { said, progress, wait } = open(false);
  for (let done = 1; done <= 2_500; done++) {
    wait(0.01);
    progress.of("Importing", done, 40_000);
  }
  progress.end();
  expect(said).toEqual(["err: Importing … 1,000 of 40,000\n", "err: Importing … 2,000 of 40,000\n"]);
});

test("prints nothing for short work without a terminal", () => {
  const { said, progress, wait } = open(false);
  progress.add("Copying Post", 500);
  wait(9);
  progress.add("Copying Post", 500);
  progress.end();
  expect(said).toEqual([]);
});

test("overwrites one line on a terminal and clears it at the end", () => {
  const { said, progress } = open(true);
  progress.add("Copying Post", 500);
  progress.add("Copying Post", 500);
  progress.add("Copying Tag", 3);
  progress.end();
  expect(said.map((text) => text.replace("\r\x1b[K", "<"))).toEqual([
    "out: <Copying Post … 500",
    "out: <Copying Post … 1,000",
    "out: <Copying Tag … 3",
    "out: <",
  ]);
});
