import type { Mark, Reading } from "./new-since";

/** Moves a post's mark, as markOnVisit() does a member's, and puts it last. Returns it. */
export function moveMark(reading: Reading, post: number, number: number, now: number): Mark {
  const isOf = ([id]: Mark) => id === post;
  const [, seen, seenAt, reached, visitAt, ...own] = reading.marks.find(isOf) ?? [
    ...([post, number, now, number, now] as Mark),
  ];
  const shown = Math.max(reached, number);
  const mark: Mark =
    visitAt < reading.from
      ? [post, reached, visitAt, shown, now, ...own]
      : [post, seen, seenAt, shown, visitAt, ...own];
  reading.marks = [...reading.marks.filter((one) => !isOf(one)), mark];
  return mark;
}
