/**
 * The database kind of a URL, in Prisma's terms.
 * @param {string} url
 * @returns {"sqlite" | "postgresql"}
 */
export const providerOf = (url) => (/^postgres(ql)?:/.test(url) ? "postgresql" : "sqlite");
