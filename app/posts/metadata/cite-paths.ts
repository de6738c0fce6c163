/** Where a post or a comment is cited; `path` is its own. */
export const citePath = (path: string, version: number | string | null = null): string =>
  `${path}/cite${versionPart(version)}`;

/** The file of a citation in a format. */
export const citeFilePath = (path: string, ending: string, version: number | string | null = null): string =>
  `${path}/cite${ending}${versionPart(version)}`;

const versionPart = (version: number | string | null) => (version === null ? "" : `?version=${version}`);
