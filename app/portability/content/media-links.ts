// Links to uploads in texts. On the site they are addresses; in files, paths from the file, so that whatever shows Markdown shows the pictures.

/** Where Markdown and HTML have an address: in the brackets of a link or picture, in a definition, in an attribute. */
const BEFORE = String.raw`(\]\([ \t]*<?|^ {0,3}\[[^\]\n]+\]:[ \t]*<?|\b(?:src|href)[ \t]*=[ \t]*["']?)`;

/** Gives each link to an upload what `nameOf` says for the hash in its address; null leaves it. `siteUrl` may stand before the address. */
export function replaceAddresses(
  source: string,
  siteUrl: string,
  nameOf: (hash: string) => string | null,
): string {
  if (!source.includes("/media/")) return source;
  const site = siteUrl.replace(/[.*+?^$()[\]{}|\\]/g, "\\$&");
  const link = new RegExp(
    `${BEFORE}(?:${site})?/media/([0-9a-f]{32})/[a-z0-9][a-z0-9.-]*(?=[\\s)>"']|$)`,
    "gm",
  );
  return source.replace(link, (whole, before: string, hash: string) => {
    const name = nameOf(hash);
    return name === null ? whole : before + name;
  });
}

/** The hashes in the addresses of the uploads that a text links to, with or without the address of the site. */
export function listAddresses(source: string, siteUrl: string): string[] {
  const hashes = new Set<string>();
  replaceAddresses(source, siteUrl, (hash) => {
    hashes.add(hash);
    return null;
  });
  return [...hashes];
}

/** A path such as "../media/reading-room.jpg"; with spaces only between pointed brackets. */
const PATH = String.raw`((?:\.{1,2}/)*media/)((?<=<(?:\.{1,2}/)*media/)[^<>\n]+(?=>)|(?:[^\s<>"'()\\]|\\[^\s]|\([^\s()<>]*\))+)`;
const FILE_LINK = new RegExp(BEFORE + PATH, "gm");

/** Gives each link to a file in media/ what `addressOf` says for its name; null leaves it. */
export function replaceFileLinks(source: string, addressOf: (name: string) => string | null): string {
  if (!source.includes("media/")) return source;
  return source.replace(FILE_LINK, (whole, before: string, _folder, written: string) => {
    const address = addressOf(fileNameIn(written));
    return address === null ? whole : before + address;
  });
}

/** The names of the files in media/ that a text links to. */
export function listFileLinks(source: string): string[] {
  const names = new Set<string>();
  replaceFileLinks(source, (name) => {
    names.add(name);
    return null;
  });
  return [...names];
}

/** The name that is written with escapes of addresses and of Markdown, in the form in which names of files are compared. */
function fileNameIn(written: string): string {
  const plain = written.replace(/\\([!-/:-@[-`{-~])/g, "$1").replace(/[?#].*$/, "");
  try {
    return decodeURIComponent(plain).normalize("NFC");
  } catch {
    // A percent sign that is only one.
    return plain.normalize("NFC");
  }
}
