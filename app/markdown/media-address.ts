const ADDRESS = /^\/media\/([0-9a-f]{32})\//;

/** The hash in the address of an upload. */
export const mediaHash = (address: string): string | undefined => ADDRESS.exec(address)?.[1];
