/** The id of a field. `of` tells apart forms on one page that have a field of the same name. */
export const fieldId = (name: string, of?: string): string =>
  of === undefined ? `field-${name}` : `field-${name}-${of}`;
