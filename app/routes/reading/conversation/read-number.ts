const NUMBER = /^[1-9]\d{0,6}$/;

/** The number of a response in an address; null if it has none, undefined if it is none. */
export function readNumber(asked: string | null): number | null | undefined {
  if (asked === null) return null;
  return NUMBER.test(asked) ? Number(asked) : undefined;
}
