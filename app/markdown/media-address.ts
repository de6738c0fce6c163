const ADDRESS = /^\/media\/([0-9a-f]{32})\//;
/** A letter, digit or mark by its code. */
const ENCODED = /%([2-7][0-9a-f])/gi;

/** The hash in the address of an upload, also of one with encoded letters, which leads to the same upload. */
export const mediaHash = (address: string): string | undefined =>
  ADDRESS.exec(
    address.replace(ENCODED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
  )?.[1];
