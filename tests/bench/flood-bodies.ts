// Bodies of a denial-of-service attack. Each kind once delayed all other requests by seconds.

export interface HostileForm {
  path: string;
  /** Percent-encoded, as a browser sends it. */
  body: string;
}

export const FLOODS = ["previews", "long form", "passwords", "fields"] as const;
export type Flood = (typeof FLOODS)[number];

/** The maximum length of a comment. */
const COMMENT_CHARS = 20_000;

/** Some are refused before parsing, some exceed the time limit, and some take as long as allowed. */
const HOSTILE_TEXTS = [
  "a\n=\n",
  "*a **a ",
  "- [ ] a\n",
  "<!--\n",
  "|a|\n|-|\n|a|\n\n",
  "> a\nb\n",
  "a@",
  "'a",
  "&amp;&lt;&#x10FFFF;&#0;&bogus;",
];

const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

/** The forms of a flood, sent in turns. A number after the last field makes each unique. `secret` belongs to
 *  a link to join. */
export function formsOf(flood: Flood, { slug, secret }: { slug: string; secret: string }): HostileForm[] {
  const join = `/join/${secret}`;
  const respond = `/posts/${slug}/respond`;
  switch (flood) {
    case "previews":
      return HOSTILE_TEXTS.map((part) => {
        const body = part.repeat(COMMENT_CHARS / part.length - 1);
        return { path: `/posts/${slug}/preview`, body: form({ to: "", opened: "1000000000000", body }) };
      });
    // One form exceeds the maximum of all forms, the other has the maximum of this one.
    case "long form":
      return [1_900_000, 60_000].map((chars) => ({
        path: join,
        body: form({ name: "a b".repeat(chars / 3), handle: "a", password: "k7#qZ9!xVw2$Lm8&" }),
      }));
    // Without a handle, so that the link is not used up by a strong password.
    case "passwords":
      return ["p4$$w0rd@1!", "abcABC123!", "qwertz4$$@"].map((part) => ({
        path: join,
        body: form({
          ...{ password: part.repeat(13).slice(0, 128), email: "quince@example.org" },
          ...{ handle: "", name: "Bartholomew Quince" },
        }),
      }));
    // A million fields in two megabytes, and as many as fit in half a megabyte.
    case "fields":
      return [1_000_000, 250_000].map((count) => ({ path: respond, body: "a&".repeat(count) }));
  }
}
