// Times in the units that a reader counts in, rounded up.

export const inHours = (seconds: number): string => `${Math.ceil(seconds / (60 * 60))} hours`;

export const days = (seconds: number): string => `${Math.ceil(seconds / (24 * 60 * 60))} days`;
