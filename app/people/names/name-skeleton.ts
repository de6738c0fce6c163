import unhomoglyph from "unhomoglyph";
import { skeletonOf } from "./handle";

/** The confusable skeleton of a name (UTS 39): names that look alike in most typefaces have the same one. Beside what the
 *  standard says, it leaves out case, accents, spaces and punctuation, because "maren  lind" would be taken for Maren Lind too. */
export function nameSkeletonOf(name: string): string {
  // Some capitals look like letters that their small forms don't look like, so both are compared.
  const folded = lookAlike(lookAlike(name).toLowerCase()).toLowerCase();
  const letters = folded.replace(/[^\p{L}\p{M}\p{N}]/gu, "");
  // A name of signs alone is compared as it is.
  return skeletonOf(letters || folded.replace(/\s/gu, ""));
}

/** The columns of a person's name. */
export const named = (name: string) => ({ name, nameSkeleton: nameSkeletonOf(name) });

const lookAlike = (text: string) => bare(unhomoglyph(bare(text)));

/** Without accents, and without what nobody sees. Other marks are vowels and consonants, as in Hindi and Japanese. */
const bare = (text: string) => text.normalize("NFKD").replace(ACCENTS, "").replace(UNSEEN, "");

const ACCENTS = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g;
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]/gu;
