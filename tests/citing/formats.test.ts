import { expect, test } from "vitest";
import { z } from "zod";
import { asPost, type Citation, citeComment, citePost } from "~/citing/citation";
import { firstWords } from "~/citing/first-words";
import { bibtex } from "~/citing/formats/bibtex";
import { cslJson } from "~/citing/formats/csl-json";
import { ris } from "~/citing/formats/ris";
import type { CitedPost } from "~/posts/metadata/cited-post";

const post: CitedPost = {
  ...{ slug: "rooms", url: "https://table.example/posts/rooms", title: "Rooms", language: "en-GB" },
  writers: [{ name: "ada", cited: { family: "van der Berg", given: "Ada Maria" } }],
  publishedAt: new Date("2026-03-31T23:30:00Z"),
  version: null,
  site: { name: "Long table", url: "https://table.example", language: "en", timeZone: "Europe/Paris" },
};
const comment = {
  ...{ id: 345, number: 34, name: "Zoë", cited: { whole: "Zoë" }, personId: null },
  ...{ excerpt: "So it is.", createdAt: new Date("2026-04-02T21:59:00Z"), post: { slug: "rooms" } },
};

const citation = (overrides: Partial<Citation> = {}): Citation => ({ ...citePost(post), ...overrides });

/** The lines of a RIS file by tag. */
const tagsOf = (text: string) =>
  text.split("\r\n").flatMap((line) => (line === "" ? [] : [[line.slice(0, 2), line.slice(6)]]));

test("RIS has a line for each field, its type first and its end last", () => {
  expect(ris.write(citation())).toBe(
    [
      ...["TY  - BLOG", "AU  - van der Berg, Ada Maria", "TI  - Rooms", "T2  - Long table", "PY  - 2026"],
      ...["DA  - 2026/04/01", "LA  - en-GB", "UR  - https://table.example/posts/rooms", "ER  - ", ""],
    ].join("\r\n"),
  );
});

test("no line break or control character of a title, a name or a site makes a field of its own", () => {
  const hostile = "Rooms\r\nER  - \n\u2028TY  - JOUR\u0000\t}";
  const forged = citation({ title: hostile, site: hostile, writers: [{ whole: hostile }] });
  expect(
    tagsOf(ris.write(forged))
      .map(([tag]) => tag)
      .join(" "),
  ).toBe("TY AU TI T2 PY DA LA UR ER");
  expect(ris.write(forged)).toContain("TI  - Rooms ER - TY - JOUR }\r\n");
  expect(bibtex.write(forged).split("\n")).toHaveLength(11);
  expect(JSON.parse(cslJson.write(forged))[0].title).toBe("Rooms ER - TY - JOUR }");
});

test("BibTeX keeps the capitals of a title and the pieces of a name", () => {
  const writers = [
    { family: "van der Berg", given: "Ada Maria" },
    { family: "Ito", given: "Ken" },
    { whole: "Smith and Sons, Ltd" },
    { family: "A, B", given: "C and D" },
  ];
  expect(bibtex.write(citation({ writers, version: 2, key: "rooms-version-2" }))).toBe(`@misc{rooms-version-2,
  author = {{van der Berg}, Ada Maria and Ito, Ken and {Smith and Sons, Ltd} and {A, B}, {C and D}},
  title = {{Rooms}},
  howpublished = {Long table},
  year = {2026},
  month = apr,
  day = {1},
  url = {https://table.example/posts/rooms},
  language = {en-GB},
  note = {Version 2}
}
`);
});

test("each character that LaTeX gives a meaning is text in BibTeX, and braces stay balanced", () => {
  const written = bibtex.write(citation({ title: "\\ { } $ & # ^ _ ~ % < > | }} @misc{x," }));
  expect(written).toContain(
    "title = {{{\\textbackslash} {\\textbraceleft} {\\textbraceright} \\$ \\& \\# {\\textasciicircum} \\_ {\\textasciitilde} \\% {\\textless} {\\textgreater} {\\textbar} {\\textbraceright}{\\textbraceright} @misc{\\textbraceleft}x,}},",
  );
  let depth = 0;
  for (const sign of written) depth += sign === "{" ? 1 : sign === "}" ? -1 : 0;
  expect(depth).toBe(0);
});

const part = z.number().int();
/** What the schema of CSL-JSON allows of the properties used here; it refuses others. */
const schema = z.array(
  z.strictObject({
    id: z.string(),
    type: z.literal("post-weblog"),
    ...{ title: z.string(), "container-title": z.string(), URL: z.url(), language: z.string() },
    author: z.array(
      z.union([
        z.strictObject({ literal: z.string() }),
        z.strictObject({ family: z.string(), given: z.string() }),
      ]),
    ),
    issued: z.strictObject({ "date-parts": z.tuple([z.tuple([part, part, part])]) }),
    version: z.string().optional(),
  }),
);

test("CSL-JSON fits its schema, with a name in two pieces or as it stands", () => {
  const writers = [{ family: "Berg", given: "Ada" }, { whole: "The library" }];
  const items = JSON.parse(cslJson.write(citation({ writers, version: 3 })));
  expect(schema.parse(items)).toEqual([
    {
      ...{
        id: "rooms",
        type: "post-weblog",
        title: "Rooms",
        "container-title": "Long table",
        language: "en-GB",
      },
      author: [{ family: "Berg", given: "Ada" }, { literal: "The library" }],
      issued: { "date-parts": [[2026, 4, 1]] },
      ...{ URL: "https://table.example/posts/rooms", version: "3" },
    },
  ]);
  expect(schema.safeParse(JSON.parse(cslJson.write(citeComment(comment, post)))).success).toBe(true);
});

test("a comment has its own writer, day, address and key, and a description for a title", () => {
  const cited = citeComment(comment, post);
  expect(cited).toMatchObject({
    ...{ key: "rooms-comment-345", url: "https://table.example/comments/345", comment: "So it is" },
    ...{ title: "Rooms", writers: [{ whole: "Zoë" }], day: { year: 2026, month: 4, day: 2 } },
  });
  expect(ris.write(cited)).toContain("TI  - Comment on “Rooms”\r\n");
  expect(asPost(comment, post)).toMatchObject({
    ...{ title: "Comment on “Rooms”", url: "https://table.example/comments/345" },
    ...{ writers: [{ name: "Zoë", cited: { whole: "Zoë" } }], publishedAt: comment.createdAt },
  });
});

test("a version is named in the key", () => {
  expect(citePost({ ...post, version: 2 })).toMatchObject({ key: "rooms-version-2", version: 2 });
});

const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`).join(" ");

test.each([
  ["So it is.", "So it is"],
  ["Is it?", "Is it?"],
  ["", ""],
  [words(20), words(20)],
  [`${words(19)} last (word twenty-one`, `${words(19)} last`],
  [`${words(20)}, and more`, words(20)],
  ["静".repeat(5), "静静静静静"],
])("the first words of “%s”", (text, expected) => {
  expect(firstWords(text)).toBe(expected);
});
