// Names of tags: their slugs, and which names are the same.

import { slug as slugify } from "github-slugger";

/** The slug of a tag's name; names with the same slug are the same tag. Signs that distinguish C++ and C#
 *  from C, .NET from net, and R&D from RD are spelt out; signs between letters or digits (U.S., 3.0, I/O,
 *  1990–2000) become hyphens. */
export const tagSlug = (name: string) =>
  earlierTagSlug(
    name
      .normalize("NFC")
      .replaceAll("&", " and ")
      .replace(/(?<![\p{L}\p{N}])\.(?=[\p{L}\p{N}])/gu, "dot ")
      .replace(/(?<=[\p{L}\p{N}])[./–—](?=[\p{L}\p{N}])/gu, "-"),
  );

/** The older rule for slugs. Existing tags keep such slugs, since they are addresses. */
export const earlierTagSlug = (name: string) =>
  slugify(
    name
      .normalize("NFC")
      .replaceAll("+", " plus ")
      .replace(/(?<=\p{L})#/gu, " sharp ")
      .trim()
      .replace(/\s+/g, " "),
  );

/** Equal for names that differ only by case, by accents of Latin and Greek letters, or by hyphens and spaces between letters: "e-mail"
 *  and "email", "Réseaux" and "reseaux". In other scripts marks make other letters. */
export const foldTagName = (name: string) =>
  tagSlug(
    name
      .normalize("NFKD")
      .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu, "")
      .normalize("NFC")
      .replace(/(?<=\p{L})[\s_\-‐‑]+(?=\p{L})/gu, ""),
  );
