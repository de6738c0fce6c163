// How texts and queries become words. Pure: the same for both databases.

import fc from "fast-check";
import { expect, test } from "vitest";
import { markMatches } from "~/search/finding/snippet";
import { seek } from "~/search/query/sought";
import { splitWords } from "~/search/words/split-words";
import { FRENCH, type StemLanguage, stemOf } from "~/search/words/stems";
import { guessLanguage } from "~/search/words/text-language";

const foldedOf = (text: string) => splitWords(text).map(({ folded }) => folded);
const stemsIn = (text: string, language: StemLanguage) =>
  splitWords(text).map((word) => stemOf(word, language));
const isFound = (query: string, text: string, language: StemLanguage) => {
  const stems = ` ${stemsIn(text, language).join(" ")} `;
  return (seek({ text: query }) ?? []).some(({ words, isOpen }) =>
    stems.includes(` ${words.join(" ")}${isOpen ? "" : " "}`),
  );
};

test.each([
  ["l’étudiant d'abord, qu’il dit", ["etudiant", "abord", "il", "dit"]],
  ["the library’s rooms, Ann's and it's", ["the", "library", "rooms", "ann", "and", "it"]],
  ["Œuvre, Straße, Łódź, søster", ["oeuvre", "strasse", "lodz", "soster"]],
  ["ﬁne ＡＢＣ e\u0301te\u0301", ["fine", "abc", "ete"]],
  ["co\u00ADoperation", ["cooperation"]],
  ["図書館で", ["図書", "書館", "館で", "で"]],
  ["図 library", ["図", "library"]],
  ["كِتَابٌ", ["كتاب"]],
  ["Й Ё", ["и", "е"]],
  ["が", ["が"]],
  ["हिन्दी", ["हिन्दी"]],
  ["C++ & R2-D2", ["c", "r2", "d2"]],
  ["!!! — …", []],
])("splits %j", (text, words) => {
  expect(foldedOf(text)).toEqual(words);
});

test("splits every character of scripts without spaces alike, whether its run is normalised or need not be", () => {
  const ranges = [
    ...[[0x3005], [0x3041, 0x3096], [0x30a1, 0x30fa], [0x30fc], [0x3400, 0x4dbf], [0x4e00, 0x9fff]],
    ...[[0xac00, 0xd7a3]],
  ];
  for (const [from = 0, to = from] of ranges) {
    const run = Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join(
      "",
    );
    // A joiner is no part of a word, but has to be taken out.
    const joined = splitWords(`${run}\u200D`).map((word) => ({
      ...word,
      end: Math.min(word.end, run.length),
    }));
    expect(splitWords(run)).toEqual(joined);
  }
});

test("gives each pair of a script without spaces its own place, though it has the forms of an earlier one", () => {
  const placed = splitWords("น้ำตาล น้ำตา").map(({ folded, start, end }) => [folded, start, end]);
  const first = [
    ["น้\u0E4Dา", 0, 3],
    ["\u0E4Dาต", 2, 4],
    ["ตา", 3, 5],
  ];
  const shifted = first.map(([pair, start, end]) => [pair, Number(start) + 7, Number(end) + 7]);
  expect(placed).toEqual([...first, ["าล", 4, 6], ["ล", 5, 6], ...shifted, ["า", 11, 12]]);
});

test.each(
  "étudiants/étudier étudiante/etudiants chevaux/cheval publiée/publier publiée/publiee publiees/publié déjà/deja deja/déjà été/ete bibliothèques/bibliotheque journaux/journal réunion/reunions créée/creer créé/creee communauté/communautes nationale/nationaux œuvre/oeuvres cœur/coeur forêts/foret élève/eleves activités/activite mangée/manger oubliés/oublier aimées/aimer pensée/penser idées/idee années/annee musée/musees française/francaises sociétés/societe généraux/general développement/developpements développée/developper l’école/ecoles".split(
    " ",
  ),
)("finds a French word by another form, %s", (pair) => {
  const [text = "", query = ""] = pair.split("/");
  expect(isFound(query, text, "fr")).toBe(true);
});

test.each(
  "libraries/library librarians/librarian reading/reads organized/organize communities/community cafés/cafe naïve/naive résumés/resume studied/study running/run books/Book O'Brien/o’brien".split(
    " ",
  ),
)("finds an English word by another form, %s", (pair) => {
  const [text = "", query = ""] = pair.split("/");
  expect(isFound(query, text, "en")).toBe(true);
});

test("finds no English word by a French stem: user isn’t us", () => {
  expect(isFound("user", "us", "en")).toBe(false);
  expect(stemsIn("us", "fr")).toEqual([`${FRENCH}us`]);
});

test.each([
  ["読書", "図書館で読書する", true],
  ["読", "図書館で読書する", true],
  ["る", "図書館で読書する", true],
  ["館書", "図書館で読書する", false],
  ["도서관", "도서관에서", true],
  ["to be or not to be", "Well, to be, or not to be", true],
  ["to be or not to be", "to be not or to be", false],
  ["librar*", "the libraries", true],
  ["li*", "the libraries", false],
  ["ห้องสมุด", "ในห้องสมุดนี้", true],
])("finds %j in %j: %s", (query, text, expected) => {
  expect(isFound(query, text, "en")).toBe(expected);
});

test.each([
  ["Je pense que la bibliothèque est ouverte pour vous.", "en", "fr"],
  ["I think that the library is open for you.", "fr", "en"],
  ["Bravo!", "fr", "fr"],
  ["図書館", "en", "en"],
] as const)("guesses the language of %j", (text, around, expected) => {
  expect(guessLanguage(splitWords(text), around)).toBe(expected);
});

test("gives each word the place where it stands, whatever is typed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      for (const { start, end, folded } of splitWords(text)) {
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        // What databases and their syntax give a meaning.
        expect(folded).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
      }
    }),
  );
});

test("splits a text into the same words when it is composed otherwise, or in capitals", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zà-ÿ 読書ひカ]{0,60}$/), (text) => {
      expect(foldedOf(text.normalize("NFD"))).toEqual(foldedOf(text));
      expect(foldedOf(text.toUpperCase().replaceAll("SS", "ss"))).toEqual(foldedOf(text));
    }),
  );
});

test("finds and marks every word of a text by itself", () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[a-zéèœ’ 読書]{0,60}$/),
      fc.constantFrom<StemLanguage>("en", "fr", "other"),
      (text, language) => {
        for (const { start, end } of splitWords(text)) {
          const word = text.slice(start, end);
          const pieces = markMatches(text, [seek({ text: word }) ?? []], { language, around: language });
          expect([isFound(word, text, language), pieces.some(({ isMatch }) => isMatch)]).toEqual([
            true,
            true,
          ]);
        }
      },
    ),
  );
});
