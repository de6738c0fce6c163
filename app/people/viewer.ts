/** Who is looking, or speaking. Always an argument, never ambient. */
export type Viewer = Guest | { kind: "person"; id: number };

export interface Guest {
  kind: "guest";
}

export const guest: Guest = { kind: "guest" };
