let count = 0;

/** The fields of a valid reply, with a new text each time. */
export const typed = (fields: Record<string, string> = {}): Record<string, string> => ({
  body: `What I think, for the ${++count}th time.`,
  name: "Ada",
  email: "ada@example.org",
  site: "",
  to: "",
  homepage: "",
  // Long ago.
  opened: "1000000000000",
  ...fields,
});
