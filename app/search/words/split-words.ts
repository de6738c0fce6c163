// Texts and queries as the same words, whatever the database, the script and how somebody typed.

export interface Word {
  /** In lower case, without accents, compatibility forms or ligatures. */
  folded: string;
  /** The same with its accents, by which French is stemmed. */
  accented: string;
  /** Where it stands in the text. */
  start: number;
  end: number;
  /** Whether it is two characters of a run that has no spaces, or the run's last one; a run is a phrase of these. */
  isPart: boolean;
}

/** Longer ones, such as keys and addresses without a break, are found by their beginning. */
const MAX_WORD_CHARS = 40;

/** Scripts without spaces, and Korean, whose words end in particles. */
const UNSPACED =
  "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}\\u30FC\\uFF70\\u3005";
/** Soft hyphens, joiners and marks of direction are within a word, and no part of it. */
const INVISIBLE = "\\u00AD\\u200B-\\u200F\\u2060\\uFEFF";

/** Runs without spaces, and words. A word that is elided, such as the l of l’école, has its apostrophe. */
const RUNS = new RegExp(
  `(?<unspaced>[${UNSPACED}][${UNSPACED}\\p{M}${INVISIBLE}]*)|(?<word>(?:(?![${UNSPACED}])[\\p{L}\\p{N}])(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}${INVISIBLE}])*)(?<apostrophe>['’ʼ＇](?=[\\p{L}\\p{N}]))?`,
  "gu",
);
const ELIDED = new Set("l d j m t s n c qu jusqu lorsqu puisqu quoiqu".split(" "));
const ASCII = /^[a-z0-9]+$/;
/** Kana, Chinese characters and Korean syllables that are the same in every form of Unicode: nearly all that texts have of these scripts. To
 *  normalise their pairs one by one takes ten times as long. */
const SETTLED = /^[\u3005\u3041-\u3096\u30A1-\u30FA\u30FC\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7A3]+$/;

export function splitWords(text: string): Word[] {
  const words: Word[] = [];
  const known = new Map<string, Forms>();
  let isAfterApostrophe = false;
  for (const match of text.matchAll(RUNS)) {
    const { unspaced, word = "", apostrophe } = match.groups as Record<string, string | undefined>;
    const start = match.index;
    if (unspaced !== undefined) {
      addParts(words, known, unspaced, start);
      isAfterApostrophe = false;
      continue;
    }
    const lower = word.toLowerCase();
    const isPossessive = isAfterApostrophe && lower === "s" && apostrophe === undefined;
    isAfterApostrophe = apostrophe !== undefined;
    if (isPossessive || (isAfterApostrophe && ELIDED.has(lower))) continue;
    add(words, lower, start, start + word.length);
  }
  return words;
}

function add(words: Word[], lower: string, start: number, end: number) {
  const { folded, accented } = formsOf(lower);
  // To spread the forms took three times as long as all the rest, for each word of a page of results.
  if (folded !== "") words.push({ folded, accented, start, end, isPart: false });
}

type Forms = Pick<Word, "folded" | "accented">;

function formsOf(lower: string): Forms {
  const accented = ASCII.test(lower) ? lower : settle(lower);
  const folded = accented === lower && ASCII.test(lower) ? lower : fold(accented);
  return { folded: cut(folded), accented: cut(accented) };
}

/** `known` has the forms of pairs that came before. A text repeats most of its pairs, and to normalise each pair of a long post in Thai held up
 *  all requests for a third of a second. */
function addParts(words: Word[], known: Map<string, Forms>, run: string, at: number) {
  if (SETTLED.test(run)) {
    for (let index = 0; index < run.length; index++) {
      const pair = run.slice(index, index + 2);
      const start = at + index;
      words.push({ folded: pair, accented: pair, start, end: start + pair.length, isPart: true });
    }
    return;
  }
  // A character with its marks, such as a Thai vowel, counts as one.
  const characters = [...run.matchAll(CHARACTER)].map((match) => ({
    text: match[0],
    start: at + match.index,
    end: at + match.index + match[0].length,
  }));
  characters.forEach(({ text, start, end }, index) => {
    const next = characters[index + 1];
    const pair = text + (next?.text ?? "");
    const forms = known.get(pair) ?? formsOf(pair);
    known.set(pair, forms);
    const { folded, accented } = forms;
    if (folded !== "") words.push({ folded, accented, start, end: next?.end ?? end, isPart: true });
  });
}

const CHARACTER = new RegExp(`.[\\p{M}${INVISIBLE}]*`, "gsu");

const cut = (word: string) =>
  word.length > MAX_WORD_CHARS ? [...word].slice(0, MAX_WORD_CHARS).join("") : word;

const settle = (lower: string) => lower.normalize("NFKC").toLowerCase().replace(NO_LETTER, "");
const NO_LETTER = /[^\p{L}\p{N}\p{M}]/gu;

/** A word without accents. Marks of other scripts than these are letters of their own, such as vowels. */
export const fold = (word: string): string =>
  ASCII.test(word)
    ? word
    : word
        .normalize("NFD")
        .replace(ACCENTED, "$1")
        .replace(POINTS, "")
        .normalize("NFC")
        .replace(LIGATURE, (letter) => LIGATURES[letter] ?? letter);

const ACCENTED = /([\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}])\p{M}+/gu;
/** Vowel points and lengthening strokes of Arabic and Hebrew, which few type. */
const POINTS = /[\u0640\u064B-\u065F\u0670\u0591-\u05C7]/g;
const LIGATURES: Record<string, string> = {
  ...{ œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ", ى: "ي", ة: "ه" },
};
const LIGATURE = /[œæßøłđðþıςىة]/g;
