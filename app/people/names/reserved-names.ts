// Names with which a guest would pass for the site itself, or for somebody who runs it.

import { nameSkeletonOf } from "./name-skeleton";

/** What those who run a site are called, by language. English stands in every site's pages. */
const TITLES: Record<string, string> = {
  ar: "مشرف, المشرف, مدير, محرر",
  cs: "moderátor, moderátorka, administrátor, administrátorka, správce, redaktor, redaktorka, redakce",
  cy: "cymedrolwr, cymedrolydd, safonwr, gweinyddwr, gweinyddydd, golygydd, golygyddion",
  da: "redaktør, redaktøren, redaktion, redaktionen",
  de: "Moderatorin, Moderatoren, Moderation, Administratorin, Administratoren, Redakteur, Redakteurin, Redaktion, Herausgeber, Herausgeberin",
  en: "moderator, moderators, mod, mods, moderation, administrator, administrators, admin, admins, administration, editor, editors, editorial, staff, webmaster, owner",
  es: "moderador, moderadora, moderadores, moderación, administrador, administradora, administración, editora, redactor, redactora, redacción",
  fi: "moderaattori, valvoja, ylläpitäjä, ylläpito, toimittaja, toimitus",
  fr: "modérateur, modératrice, modération, administrateur, administratrice, rédacteur, rédactrice, rédaction, éditeur, éditrice",
  ga: "modhnóir, riarthóir, eagarthóir",
  he: "מנהל, המנהל, עורך, העורך",
  it: "moderatore, moderatrice, moderazione, amministratore, amministratrice, redattore, redattrice, redazione, editore",
  ja: "管理人, 管理者, モデレーター, 編集者, 編集部",
  ko: "관리자, 운영자, 편집자",
  nl: "beheerder, beheer, moderatie, redacteur, redactrice, redactie",
  no: "redaktør, redaktøren, redaksjon, redaksjonen",
  pl: "moderatorka, administratorka, redaktor, redaktorka, redakcja",
  pt: "moderador, moderadora, moderação, administrador, administradora, editora, redator, redatora, redação",
  ru: "модератор, администратор, админ, редактор, редакция",
  sv: "administratör, administratören, redaktör, redaktören, redaktion, redaktionen",
  uk: "модератор, адміністратор, адмін, редактор, редакція",
  zh: "版主, 管理员, 管理員, 编辑, 編輯",
};
/** Norwegian has two codes beside its common one. */
const SAME: Record<string, string> = { nb: "no", nn: "no" };

// A capital may look like another letter than its small form does, as in Russian.
const bySkeleton = (titles = "") =>
  titles
    .split(",")
    .map((title) => title.trim())
    .flatMap((title) => [title, title.slice(0, 1).toUpperCase() + title.slice(1), title.toUpperCase()])
    .map(nameSkeletonOf)
    .filter(Boolean);
const ENGLISH = bySkeleton(TITLES.en);
/** The articles of these languages are too short to turn one name into another. */
const BEFORE = "the,site,the site,der,die,das,le,la,les,el,los,il,lo,de,het,o,a,y,yr"
  .split(",")
  .map(nameSkeletonOf);
const AFTER = ["team"].map(nameSkeletonOf);

export interface SiteNames {
  name: string;
  language: string;
}

/** Whether a name is, or looks like, that of the site or what those who run it are called: "Moderator", "The editors", "Longtable
 *  admin". A name with more to it, such as "Ada, editor of the Gazette", isn't. */
export function isReservedName(name: string, { name: siteName, language }: SiteNames): boolean {
  const [code = ""] = language.toLowerCase().split("-");
  const titles = new Set([...ENGLISH, ...bySkeleton(TITLES[SAME[code] ?? code])]);
  const site = nameSkeletonOf(siteName);
  const sites = site === "" ? [] : [site];
  const before = ["", ...BEFORE, ...sites];
  const after = ["", ...AFTER, ...sites.flatMap((one) => [one, `of${one}`, `at${one}`])];
  const skeleton = nameSkeletonOf(name);
  if (skeleton === "") return false;
  return before.some((start) =>
    after.some((end) => {
      if (!skeleton.startsWith(start) || !skeleton.endsWith(end)) return false;
      const rest = skeleton.slice(start.length, skeleton.length - end.length);
      return skeleton.length >= start.length + end.length && (titles.has(rest) || sites.includes(rest));
    }),
  );
}
