// The forms of links to comments in texts.

/** A link in brackets to a comment: by its address, or by its place on its post's page; from the root or with the address of a site. */
const LINK =
  /\]\((?:https?:\/\/[^\s()/]+)?(?:\/comments\/|\/posts\/[a-z0-9-]+(?:\?page=\d+)?#comment-)(\d{1,9})\)/g;

/** Whether two texts differ only by the form of these links and by line ends, as after an export and an import. */
export const isSameText = (a: string, b: string): boolean => plain(a) === plain(b);

const plain = (text: string) => text.replace(/\r\n?/g, "\n").replace(LINK, "](/comments/$1)");
