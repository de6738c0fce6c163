/**
 * Which database an address names, in Prisma's word for it.
 * @param {string} url
 * @returns {"sqlite" | "postgresql"}
 */
export const providerOf = (url) => (/^postgres(ql)?:/.test(url) ? "postgresql" : "sqlite");
