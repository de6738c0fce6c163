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

test("without a terminal, a line on the error output says now and then how far it is", () => {
  const { said, progress, wait } = open(false);
  for (let done = 1; done <= 2_500; done++) {
    wait(0.01);
    progress.of("Importing", done, 40_000);
  }
  progress.end();
  expect(said).toEqual(["err: Importing … 1,000 of 40,000\n", "err: Importing … 2,000 of 40,000\n"]);
});

test("work that is soon done says nothing without a terminal", () => {
  const { said, progress, wait } = open(false);
  progress.add("Copying Post", 500);
  wait(9);
  progress.add("Copying Post", 500);
  progress.end();
  expect(said).toEqual([]);
});

test("on a terminal one line is replaced by the next, and goes at the end", () => {
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
